"""Runs a Lambda function: asks the Lambda Runtime API for work, with the standard library alone."""
import http.client
import importlib
import json
import logging
import os
import sys
import threading
import time
import traceback

HOST, _, PATH = os.environ["AWS_LAMBDA_RUNTIME_API"].partition("/")
RUNTIME = f"/{PATH}/2018-06-01/runtime/".replace("//", "/")


class Context:
    """What Lambda tells a function of its invocation."""

    def __init__(self, headers):
        self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        self.invoked_function_arn = headers["Lambda-Runtime-Invoked-Function-Arn"]
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.identity = self.client_context = None
        self._deadline = int(headers["Lambda-Runtime-Deadline-Ms"])

    def get_remaining_time_in_millis(self):
        return max(self._deadline - int(time.time() * 1000), 0)

    def log(self, message):
        sys.stdout.write(str(message))


class Fault(Exception):
    """What Lambda reports by a type of its own."""

    def __init__(self, kind, message):
        super().__init__(message)
        self.kind = kind


def watch_server():
    """Ends with the server. Its end of standard input moves to where the function does not read."""
    server, nothing = os.dup(0), os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)

    def wait():
        while os.read(server, 1024):
            pass
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def call(method, path, body=None, headers={}):
    # A connection of its own: one that waits for a long function would be closed by the server.
    connection = http.client.HTTPConnection(HOST)
    connection.request(method, RUNTIME + path, body, headers)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer, content


def log_as_lambda():
    """Lambda shows what a function logs from INFO on, as soon as it sets the level."""
    def add_request_id(record):
        record.aws_request_id = request_id
        return True

    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(logging.Formatter(
        "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s", "%Y-%m-%dT%H:%M:%S"))
    handler.formatter.converter = time.gmtime
    handler.addFilter(add_request_id)
    logging.getLogger().addHandler(handler)


def end_log(request_id):
    """Marks where the output of this invocation ends, so that none of it counts for the next."""
    try:
        for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
            stream.flush()
        for descriptor in (1, 2):
            os.write(descriptor, f"\x1e{request_id}\n".encode())
        return {"Secrets-Emu-Log-End": "1"}
    except (AttributeError, OSError, ValueError):
        return {}  # The function closed or replaced them.


def load(name):
    module_name, dot, function = name.rpartition(".")
    if not dot:
        raise Fault("Runtime.MalformedHandlerName", f"Bad handler '{name}': it has the form module.function")
    if module_name.split(".")[0] in sys.builtin_module_names:
        raise Fault("Runtime.BuiltInModuleConflict", f"Cannot use built-in module {module_name} as a handler module")
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        raise Fault("Runtime.ImportModuleError", f"Unable to import module '{module_name}': {error}") from error
    except SyntaxError as error:
        raise Fault("Runtime.UserCodeSyntaxError", f"Syntax error in module '{module_name}': {error}") from error
    if not hasattr(module, function):
        raise Fault("Runtime.HandlerNotFound", f"Handler '{function}' missing on module '{module_name}'")
    return getattr(module, function)


def report(path, error, headers={}):
    kind = error.kind if isinstance(error, Fault) else type(error).__name__
    cause = error.__cause__ if isinstance(error, Fault) and error.__cause__ else error
    # Of the function's own lines: ours are in <string>, those of the import in <frozen importlib>.
    frames = [frame for frame in traceback.extract_tb(cause.__traceback__) if not frame.filename.startswith("<")]
    body = json.dumps({"errorType": kind, "errorMessage": str(error), "stackTrace": traceback.format_list(frames)})
    call("POST", path, body.encode(), {"Lambda-Runtime-Function-Error-Type": kind, **headers})


def answer(event, context):
    result = handler(json.loads(event), context)
    try:
        return json.dumps(result).encode()
    except (TypeError, ValueError) as error:
        raise Fault("Runtime.MarshalError", f"Unable to marshal response: {error}") from None


request_id = ""
watch_server()
for stream in (sys.stdout, sys.stderr):
    stream.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)
log_as_lambda()
sys.path[:] = [os.environ["LAMBDA_TASK_ROOT"], *filter(None, sys.path)]
try:
    handler = load(os.environ["_HANDLER"])
except Exception as error:
    report("init/error", error)
    sys.exit(1)

while True:
    work, event = call("GET", "invocation/next")
    if work.status != 200:
        sys.exit(1)
    request_id = work.headers["Lambda-Runtime-Aws-Request-Id"]
    try:
        result = answer(event, Context(work.headers))
    except Exception as error:
        report(f"invocation/{request_id}/error", error, end_log(request_id))
    else:
        call("POST", f"invocation/{request_id}/response", result, end_log(request_id))
