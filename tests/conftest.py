"""What all tests stand on."""

import signal

# A shell starts its background jobs with Ctrl-C ignored, and what they start inherits that: the tests that interrupt
# a command would wait for ever in a CI that runs us in the background.
signal.signal(signal.SIGINT, signal.default_int_handler)
