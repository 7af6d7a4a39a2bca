// A function that speaks the Lambda Runtime API, for the tests of the process host: what it does is in its handler's name.
using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

var handler = Environment.GetEnvironmentVariable("_HANDLER")!;
using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false })
{
    BaseAddress = new Uri($"http://{Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")}/2018-06-01/runtime/"),
    Timeout = Timeout.InfiniteTimeSpan,
};
switch (handler)
{
    case "exits-at-start":
        Console.Error.WriteLine("no database");
        return 3;
    case "fails-at-start":
        await Post("init/error", """{"errorType":"Orders.ConfigException","errorMessage":"no database","stackTrace":["at Main","at Start"]}""");
        return 1;
    case "hangs-at-start":
        await new TaskCompletionSource().Task;
        break;
}

Console.WriteLine($"started {Environment.ProcessId}");
while (true)
{
    using var work = await http.GetAsync(new Uri("invocation/next", UriKind.Relative));
    var body = JsonNode.Parse(await work.Content.ReadAsStringAsync())!;
    var requestId = work.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").Single();
    switch (handler)
    {
        case "exits":
            return int.Parse(Environment.GetEnvironmentVariable("EXIT_CODE")!, System.Globalization.CultureInfo.InvariantCulture);
        case "throws":
            await Post($"invocation/{requestId}/error", """{"errorType":"ValueError","errorMessage":"wrong step","stackTrace":["line 1\n","line 2\n"]}""");
            continue;
        case "hangs":
            // With a child, which must go too.
            using (var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [typeof(Program).Assembly.Location]) { Environment = { ["_HANDLER"] = "hangs-at-start" } })!)
            {
                Console.WriteLine($"hangs {Environment.ProcessId} {child.Id}");
                await child.WaitForExitAsync();
            }

            break;
        case "floods":
            for (var line = 0; line < 20_000; line++)
            {
                Console.WriteLine($"line {line}");
            }

            break;
        case "answers-too-much":
            await Post($"invocation/{requestId}/response", new string('x', (6 * 1024 * 1024) + 1));
            continue;
        case "says-everything":
            foreach (var header in work.Headers.Where(header => header.Key.StartsWith("Lambda-", StringComparison.Ordinal)).OrderBy(header => header.Key, StringComparer.Ordinal))
            {
                Console.WriteLine($"{header.Key}: {string.Join(',', header.Value)}");
            }

            foreach (string name in (string[])["AWS_ENDPOINT_URL", "AWS_LAMBDA_FUNCTION_NAME", "AWS_PROFILE", "AWS_SESSION_TOKEN", "LAMBDA_TASK_ROOT", "ORDERS"])
            {
                Console.WriteLine($"{name}={Environment.GetEnvironmentVariable(name)}");
            }

            Console.WriteLine(Environment.CurrentDirectory);
            Console.Error.WriteLine("on the other output");
            break;
        case "breaks-the-protocol":
            Console.WriteLine(await Get("invocation/next"));
            Console.WriteLine(await Post("invocation/another/response", "{}"));
            Console.WriteLine(await Post("init/error", "{}"));
            Console.WriteLine(await Get("unknown"));
            break;
    }

    Console.WriteLine($"{body["Step"]} by {Environment.ProcessId}");
    Console.Write("an unfinished line");
    Console.Out.Flush();
    var last = await Post($"invocation/{requestId}/response", "null", endsLog: requestId);
    if (handler == "breaks-the-protocol")
    {
        Console.WriteLine(last);
        Console.WriteLine(await Post($"invocation/{requestId}/response", "null"));
    }
}

async Task<string> Get(string path)
{
    using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
    return await TextOf(answer);
}

async Task<string> Post(string path, string body, string? endsLog = null)
{
    using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
    if (endsLog is not null)
    {
        Console.WriteLine($"\u001E{endsLog}");
        Console.Error.WriteLine($"\u001E{endsLog}");
        request.Headers.Add("Secrets-Emu-Log-End", "1");
    }

    using var answer = await http.SendAsync(request);
    return await TextOf(answer);
}

static async Task<string> TextOf(HttpResponseMessage answer) => $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
