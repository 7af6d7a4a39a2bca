using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using SecretsEmu.Rotation.Handlers;
using SecretsEmu.Rotation.Handlers.Http;

namespace SecretsEmu.Tests.Rotation.Handlers.Http;

public sealed class HttpHandlerTests
{
    [Test]
    public async Task An_event_goes_to_the_function_as_an_SDK_would_send_it()
    {
        await using var server = await InvokeServer.Start(200, "null");

        await Invoke(server.Url, new Step(), "arn:aws:lambda:eu-west-1:111122223333:function:orders");

        server.Target.ShouldBe("/2015-03-31/functions/arn%3Aaws%3Alambda%3Aeu-west-1%3A111122223333%3Afunction%3Aorders/invocations");
        server.Headers["X-Amz-Invocation-Type"].ToString().ShouldBe("RequestResponse");
        server.Headers["X-Amz-Log-Type"].ToString().ShouldBe("Tail");
        server.Headers.ContentType.ToString().ShouldBe("application/json");
        server.Headers.Authorization.ToString().ShouldStartWith("AWS4-HMAC-SHA256 Credential=111122223333/20260131/eu-west-1/lambda/aws4_request, ");
        server.Body.ShouldBe(
            """{"Step":"createSecret","SecretId":"arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-a1b2c3","ClientRequestToken":"token-1","RotationToken":"rotation-token-1"}""");
    }

    [Test]
    public async Task The_end_of_the_functions_log_comes_line_by_line()
    {
        var log = Convert.ToBase64String(Encoding.UTF8.GetBytes("START\r\nzażółć\n\nEND\n"));
        await using var server = await InvokeServer.Start(200, "{}", ("X-Amz-Log-Result", log));
        var step = new Step();

        await Invoke(server.Url, step);

        step.Log.ShouldBe(["START", "zażółć", "", "END"]);
    }

    [TestCase(200, "\"any text\"")]
    [TestCase(200, "not JSON")]
    [TestCase(200, """{"errorMessage":"a member of an answer"}""")]
    [TestCase(204, "")]
    public async Task A_status_of_success_without_an_error_is_a_success(int status, string body)
    {
        await using var server = await InvokeServer.Start(http =>
        {
            http.Response.StatusCode = status;
            return body.Length == 0 ? Task.CompletedTask : http.Response.WriteAsync(body);
        });

        await Should.NotThrowAsync(() => Invoke(server.Url, new Step()));
    }

    [Test]
    public async Task A_function_that_throws_fails_its_step_and_its_log_is_kept()
    {
        var log = Convert.ToBase64String("before"u8);
        await using var server = await InvokeServer.Start(
            200, """{"errorMessage":"wrong step","errorType":"ValueError","stackTrace":["  File \"a.py\"\n","  File \"b.py\"\n"]}""",
            ("X-Amz-Function-Error", "Unhandled"), ("X-Amz-Log-Result", log));
        var step = new Step();

        var failure = await Should.ThrowAsync<HandlerException>(() => Invoke(server.Url, step));

        failure.ErrorType.ShouldBe("ValueError");
        failure.Message.ShouldBe("wrong step");
        failure.Trace.ShouldBe("  File \"a.py\"\n  File \"b.py\"");
        step.Log.ShouldBe(["before"]);
    }

    [TestCase("""{"errorMessage":"wrong step","errorType":"Error","trace":["at a"]}""", "Error", "wrong step")]
    [TestCase("Task timed out after 3.00 seconds", "Sandbox.Timedout", "Task timed out after 3.00 seconds")]
    public async Task AWSs_interface_emulator_reports_a_failure_in_the_body_alone(string body, string type, string message)
    {
        await using var server = await InvokeServer.Start(200, body);

        var failure = await Should.ThrowAsync<HandlerException>(() => Invoke(server.Url, new Step()));

        failure.ErrorType.ShouldBe(type);
        failure.Message.ShouldBe(message);
    }

    [Test]
    public async Task A_function_error_without_a_document_is_told_as_it_came()
    {
        await using var server = await InvokeServer.Start(200, "it broke", ("X-Amz-Function-Error", "Unhandled"));

        var failure = await Should.ThrowAsync<HandlerException>(() => Invoke(server.Url, new Step()));

        failure.ErrorType.ShouldBe("Unhandled");
        failure.Message.ShouldBe("it broke");
    }

    [Test]
    public async Task An_error_of_the_API_names_the_address_and_the_reason()
    {
        await using var server = await InvokeServer.Start(
            404, """{"Type":"User","Message":"Function not found: orders"}""", ("X-Amzn-ErrorType", "ResourceNotFoundException:http://internal.amazon.com/"));

        var failure = await Should.ThrowAsync<HandlerException>(() => Invoke(server.Url, new Step()));

        failure.ErrorType.ShouldBe("ResourceNotFoundException");
        failure.Message.ShouldBe(
            $"The function orders cannot be invoked: {server.Url}2015-03-31/functions/orders/invocations answered 404 ResourceNotFoundException: Function not found: orders");
    }

    [Test]
    public async Task A_redirection_is_not_followed()
    {
        await using var server = await InvokeServer.Start(307, "", ("Location", "/elsewhere"));

        var failure = await Should.ThrowAsync<HandlerException>(() => Invoke(server.Url, new Step()));

        failure.Message.ShouldBe($"The function orders cannot be invoked: {server.Url}2015-03-31/functions/orders/invocations answered 307.");
        server.Target.ShouldBe("/2015-03-31/functions/orders/invocations");
    }

    [Test]
    public async Task A_server_that_is_not_there_is_one_sentence_with_its_address()
    {
        using var unused = new TcpListener(IPAddress.Loopback, 0);
        unused.Start();
        var url = new Uri($"http://{unused.LocalEndpoint}");
        unused.Stop();

        var failure = await Should.ThrowAsync<HandlerException>(() => Invoke(url, new Step()));

        failure.Message.ShouldBe($"The function orders cannot be invoked: {url}2015-03-31/functions/orders/invocations does not answer (Connection refused).");
    }

    [Test]
    public async Task A_connection_that_breaks_off_is_a_failure()
    {
        await using var server = await InvokeServer.Start(http =>
        {
            http.Abort();
            return Task.CompletedTask;
        });

        var failure = await Should.ThrowAsync<HandlerException>(() => Invoke(server.Url, new Step()));

        failure.Message.ShouldStartWith($"The function orders cannot be invoked: {server.Url}2015-03-31/functions/orders/invocations does not answer (");
    }

    [Test]
    public async Task An_answer_over_6_MiB_is_a_failure()
    {
        await using var server = await InvokeServer.Start(200, new string('x', (6 * 1024 * 1024) + 1));

        var failure = await Should.ThrowAsync<HandlerException>(() => Invoke(server.Url, new Step()));

        failure.ErrorType.ShouldBe("Function.ResponseSizeTooLarge");
        failure.Message.ShouldBe("Response payload size exceeded maximum allowed payload size (6291456 bytes).");
    }

    [Test]
    public async Task A_step_that_is_given_up_hangs_up()
    {
        using var giveUp = new CancellationTokenSource();
        var hungUp = new TaskCompletionSource();
        await using var server = await InvokeServer.Start(async http =>
        {
            http.RequestAborted.Register(hungUp.SetResult);
            await giveUp.CancelAsync();
            await hungUp.Task;
        });

        await Should.ThrowAsync<OperationCanceledException>(() => Invoke(server.Url, new Step(), cancellation: giveUp.Token));

        await hungUp.Task;
    }

    private static async Task Invoke(Uri endpoint, Step step, string function = "orders", CancellationToken cancellation = default)
    {
        await using var handler = new HttpHandler(new HttpSettings { Name = "orders", Endpoint = endpoint, Function = function });
        await using var session = await handler.Open(cancellation);
        await session.Invoke(step.Invocation, cancellation);
    }
}
