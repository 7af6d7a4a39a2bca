"""What the stories check with: a failure says both values."""
from botocore.exceptions import ClientError


def equal(actual, expected):
    if actual != expected:
        raise AssertionError(f"expected {expected!r}, got {actual!r}")


def true(fact, what):
    if not fact:
        raise AssertionError(what)


def refused(call, code, sentence, kind=ClientError, status=400):
    """The call raises this exception, with this code, status and whole sentence."""
    try:
        answer = call()
    except kind as error:
        equal(error.response["Error"]["Code"], code)
        equal(error.response["Error"]["Message"], sentence)
        equal(error.response["ResponseMetadata"]["HTTPStatusCode"], status)
        return error
    raise AssertionError(f"expected {code}, got {answer!r}")


def pages(call, **members):
    """The answers of a list that boto3 has no paginator for."""
    while True:
        answer = call(**members)
        yield answer
        if "NextToken" not in answer:
            return
        members["NextToken"] = answer["NextToken"]


def plain(answer):
    """An answer without what boto3 adds."""
    return {name: value for name, value in answer.items() if name != "ResponseMetadata"}
