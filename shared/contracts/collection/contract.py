"""The contract that operations and events of collection are declared on."""

from shared.contracts.operation import Contract

CONTRACT = Contract("collection")
