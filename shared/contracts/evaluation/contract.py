"""The contract that operations and events of evaluation are declared on."""

from shared.contracts.operation import Contract

CONTRACT = Contract("evaluation")
