"""The look-alike server: the documented API over a loopback socket, with data that moves.

Owns: everything that answers in place of the real service, for the demo and for tests. It is written from the
documentation alone and imports nothing from the rest of `app`, so that a misreading in the client is not repeated here.
Leaves to others: every decision of the console.
"""
