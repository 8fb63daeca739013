"""The verifier of an exported vote, for anyone who holds the file (VOT; issue 3, section 3).

It stands apart from the code that takes and counts ballots: it imports nothing of the other services and
nothing of ``shared``, so that a mistake there is not repeated here. What it checks is in
``shared/domain/ballot-format.md``; the notation is that of the Belenios specification.
"""
