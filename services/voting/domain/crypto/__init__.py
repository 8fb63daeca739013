"""The secret ballot: format version 1 of the Belenios specification over the group BELENIOS-2048.

What is made here is checked elsewhere by programs that share none of this code: ``services.verifier`` and
``belenios-tool``.
"""
