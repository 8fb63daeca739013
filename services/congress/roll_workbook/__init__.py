"""The roll as an XLSX workbook: one layout, written as template and as export, read as import (A10.15)."""
