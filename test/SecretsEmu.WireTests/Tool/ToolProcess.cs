using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace SecretsEmu.WireTests.Tool;

/// <summary>How a run of the tool ended.</summary>
internal sealed record Finished(int Code, string Output, string Error);

/// <summary>The built tool as a process of its own, with a clean environment. Killed when the test ends, if it still runs.</summary>
internal sealed class ToolProcess : IAsyncDisposable
{
    // Never waited for in full: only so that a hanging tool fails its own test rather than the run.
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The tool, for a command that is to run it.</summary>
    public static string Dll { get; } =
        Path.GetFullPath(typeof(ToolProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Tool").Value!);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Task<string> _error;

    private ToolProcess(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
    }

    public int Pid => _process.Id;

    /// <summary>What it has printed so far and was read.</summary>
    public string Output => _output.ToString();

    public StreamWriter Input => _process.StandardInput;

    public static ToolProcess Start(IEnumerable<string> args, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            FileName = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
        };
        if (InterruptIsIgnored())
        {
            // A shell starts what runs in the background deaf to SIGINT, and deafness is inherited.
            start.ArgumentList.Add("--default-signal=INT");
            start.ArgumentList.Add(start.FileName);
            start.FileName = "env";
        }

        start.ArgumentList.Add(Dll);
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("SECRETS_EMU_", StringComparison.Ordinal) || name.StartsWith("AWS_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        // A process that lives a second does not pay back what the runtime measures to compile it better.
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new ToolProcess(Process.Start(start)!);
    }

    /// <summary>Runs it to its end.</summary>
    public static Task<Finished> Run(params string[] args) => Run(args, []);

    public static async Task<Finished> Run(IEnumerable<string> args, params (string Name, string Value)[] environment)
    {
        await using var tool = Start(args, environment);
        return await tool.End();
    }

    /// <summary>The next line of its standard output, or null when it closed that.</summary>
    public async Task<string?> ReadLine()
    {
        var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        _output.Append(line).Append('\n');
        return line;
    }

    /// <summary>Reads on to a line.</summary>
    public async Task ReadTo(string expected)
    {
        while (await ReadLine() is { } line)
        {
            if (line == expected)
            {
                return;
            }
        }

        throw new InvalidOperationException($"'{expected}' was not printed, but:\n{Output}{await _error}");
    }

    /// <summary>Waits for its end.</summary>
    public async Task<Finished> End()
    {
        _process.StandardInput.Close();
        _output.Append(await _process.StandardOutput.ReadToEndAsync().WaitAsync(Patience));
        var error = await _error.WaitAsync(Patience);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return new Finished(_process.ExitCode, Output, error);
    }

    /// <summary>Sends a signal by its name, such as <c>TERM</c>.</summary>
    public void Signal(string name) => Signal(Pid, name);

    public static void Signal(int pid, string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", pid.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        kill.ExitCode.ShouldBe(0);
    }

    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static bool InterruptIsIgnored() =>
        OperatingSystem.IsLinux()
        && File.ReadLines("/proc/self/status").Single(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is var ignored
        && (Convert.ToUInt64(ignored["SigIgn:".Length..].Trim(), 16) & 2) != 0;
}

/// <summary>A server that the tool started, on a free port, known by the line that <c>--json</c> prints.</summary>
internal sealed class ToolServer : IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

    private ToolServer(ToolProcess process, JsonElement line) => (Process, Line) = (process, line);

    public ToolProcess Process { get; }

    /// <summary>What <c>start --json</c> printed.</summary>
    public JsonElement Line { get; }

    public string Url => Line.GetProperty("url").GetString()!;

    public int Port => new Uri(Url).Port;

    public static Task<ToolServer> InMemory(params string[] args) => Start(["--in-memory", .. args]);

    public static async Task<ToolServer> Start(string[] args, params (string Name, string Value)[] environment)
    {
        var process = ToolProcess.Start(["start", "--port", "0", "--json", .. args], environment);
        try
        {
            var line = await process.ReadLine()
                ?? throw new InvalidOperationException($"The server did not start: {await process.End()}");
            return new ToolServer(process, JsonDocument.Parse(line).RootElement);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Calls an operation of Secrets Manager; the answer's body.</summary>
    public Task<string> Call(string operation, string body) => Send($"secretsmanager.{operation}", body);

    /// <summary>The same of Parameter Store.</summary>
    public Task<string> Ssm(string operation, string body) => Send($"AmazonSSM.{operation}", body);

    private async Task<string> Send(string target, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Url)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/x-amz-json-1.1"),
        };
        request.Headers.Add("X-Amz-Target", target);
        using var answer = await _http.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }

    public Task<string> Create(string name, string value) =>
        Call("CreateSecret", $$"""{"Name":"{{name}}","SecretString":"{{value}}","ClientRequestToken":"00000000-0000-0000-0000-000000000001"}""");

    public async Task<string> ValueOf(string name)
    {
        using var answer = JsonDocument.Parse(await Call("GetSecretValue", $$"""{"SecretId":"{{name}}"}"""));
        return answer.RootElement.GetProperty("SecretString").GetString()!;
    }

    /// <summary>Completes when it has refused so many requests with an error of this type.</summary>
    public Task Refused(string type, int times)
    {
        return Look().WaitAsync(ToolProcess.Patience);

        async Task Look()
        {
            while ((await _http.GetStringAsync(new Uri($"{Url}/_emulator/refusals"))).Split($"\"{type}\"").Length <= times)
            {
            }
        }
    }

    /// <summary>Moves its clock by the control endpoint, without a process.</summary>
    public Task Clock(string body) => Control(HttpMethod.Post, "clock", body);

    /// <summary>Describes other principals, by the control endpoint.</summary>
    public Task Principals(string body) => Control(HttpMethod.Put, "principals", body);

    /// <summary>Stops its clock far in the future.</summary>
    public async Task FreezeClockAt2100()
    {
        await Clock("""{"action":"set","to":"2100-01-01T00:00:00Z"}""");
        await Clock("""{"action":"freeze"}""");
    }

    private async Task Control(HttpMethod method, string path, string body)
    {
        using var request = new HttpRequestMessage(method, $"{Url}/_emulator/{path}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        using var answer = await _http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Runs another command of the tool against this server.</summary>
    public Task<Finished> Run(params string[] args) => ToolProcess.Run([.. args, "--url", Url]);

    /// <summary>Stops it as an operator would.</summary>
    public async Task<Finished> Stop()
    {
        Process.Signal("TERM");
        return await Process.End();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Process.DisposeAsync();
    }
}

/// <summary>A folder for one test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("secrets-emu-test-").FullName;

    /// <summary>A folder in it that does not exist yet.</summary>
    public string Data => System.IO.Path.Combine(Path, "data");

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
