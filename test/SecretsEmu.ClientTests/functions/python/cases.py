"""Functions that each do one thing."""
import logging
import os
import socket
import sys
import time

print("loaded")


def tell(event, context):
    print(sorted(event))
    print(context.function_name, context.invoked_function_arn, context.function_version, context.log_group_name)
    print(len(context.aws_request_id), 0 < context.get_remaining_time_in_millis() <= 60_000, os.environ["ORDERS"])
    print("zażółć on the other output", file=sys.stderr)
    logging.getLogger().warning("a warning")
    print("an unfinished line", end="")


def fail(event, context):
    raise ValueError("wrong step")


def leave(event, context):
    print("leaving")
    sys.exit(7)


def hang(event, context):
    print("hanging", flush=True)
    while True:
        time.sleep(60)


def hold(event, context):
    """Until somebody ends the process: then the connection ends too."""
    with socket.create_connection(("127.0.0.1", int(os.environ["PORT"]))):
        while True:
            time.sleep(60)
