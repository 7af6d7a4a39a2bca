import no_such_package


def handler(event, context):
    no_such_package.run()
