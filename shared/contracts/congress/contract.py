"""The contract that operations and events of congress are declared on."""

from shared.contracts.operation import Contract

CONTRACT = Contract("congress")
