"""The contract that operations and events of supervision are declared on."""

from shared.contracts.operation import Contract

CONTRACT = Contract("supervision")
