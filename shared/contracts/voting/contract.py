"""The contract that operations and events of voting are declared on."""

from shared.contracts.operation import Contract

CONTRACT = Contract("voting")
