"""The contract that operations and events of screening are declared on."""

from shared.contracts.operation import Contract

CONTRACT = Contract("screening")
