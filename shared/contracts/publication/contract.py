"""The contract that operations and events of publication are declared on."""

from shared.contracts.operation import Contract

CONTRACT = Contract("publication")
