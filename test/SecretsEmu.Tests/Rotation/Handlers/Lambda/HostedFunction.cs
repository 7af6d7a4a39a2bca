using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using SecretsEmu.Rotation.Handlers;
using SecretsEmu.Rotation.Handlers.Lambda;
using SecretsEmu.Rotation.Handlers.Loading;

namespace SecretsEmu.Tests.Rotation.Handlers.Lambda;

/// <summary>A function of test/RotationFunctions, or of a copy of its folder, hosted as the emulator hosts a user's.</summary>
internal sealed class HostedFunction : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _log = new();

    public HostedFunction(string handler, string? folder = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        Settings = new()
        {
            Name = "rotate",
            Folder = folder ?? BuiltFolder,
            Handler = handler,
            Environment = (environment ?? new Dictionary<string, string>()).ToImmutableSortedDictionary(),
        };
        Handler = new(Settings, () => Identity, Wall, Retired);
    }

    /// <summary>Where test/RotationFunctions was built.</summary>
    public static string BuiltFolder { get; } = Path.GetFullPath(
        typeof(HostedFunction).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RotationFunctions").Value!);

    public static FakeTimeProvider Wall { get; } = new(new DateTimeOffset(2030, 1, 31, 8, 0, 0, TimeSpan.Zero));

    public DotNetSettings Settings { get; }

    public DotNetHandler Handler { get; }

    public RetiredContexts Retired { get; } = new(_ => { });

    public FunctionIdentity Identity { get; set; } = new("http://127.0.0.1:4566", "eu-west-1", "AKIDEXAMPLE", "key", "token");

    public IReadOnlyList<string> Log => [.. _log];

    /// <summary>Asked for when a line with this word is logged.</summary>
    public (string Word, CancellationTokenSource Stop)? StopAt { get; set; }

    /// <summary>Runs one step of a function of <c>RotationFunctions.Shapes</c>.</summary>
    /// <param name="shape">Type and method: <c>Inputs::Poco</c>.</param>
    /// <returns>What it logged.</returns>
    public static async Task<IReadOnlyList<string>> Run(string shape, IReadOnlyDictionary<string, string>? environment = null)
    {
        await using var function = Of(shape, environment: environment);
        await function.Step();
        return function.Log;
    }

    public static HostedFunction Of(string shape, string? folder = null, IReadOnlyDictionary<string, string>? environment = null) =>
        new($"RotationFunctions::RotationFunctions.Shapes.{shape}", folder, environment);

    /// <summary>Why a function of <c>RotationFunctions.Shapes</c> cannot be opened.</summary>
    public static async Task<HandlerException> Refusal(string shape, string? folder = null)
    {
        await using var function = Of(shape, folder);
        return await function.OpenRefused();
    }

    /// <summary>How one step of a function of <c>RotationFunctions.Shapes</c> fails.</summary>
    public static async Task<HandlerException> Failure(string shape, string? folder = null)
    {
        await using var function = Of(shape, folder);
        return await Should.ThrowAsync<HandlerException>(() => function.Step());
    }

    public Task<HandlerException> OpenRefused() => Should.ThrowAsync<HandlerException>(() => Handler.Open(CancellationToken.None));

    /// <summary>One rotation of one step.</summary>
    public async Task Step()
    {
        await using var session = await Handler.Open(CancellationToken.None);
        await session.Invoke(NewInvocation(), StopAt?.Stop.Token ?? CancellationToken.None);
    }

    public Invocation NewInvocation() => new()
    {
        RequestId = "11111111-2222-3333-4444-555555555555",
        FunctionArn = "arn:aws:lambda:eu-west-1:000000000000:function:rotate",
        Event = new("createSecret", "arn:secret", "token-1", "rotation-token"),
        Deadline = Wall.GetUtcNow() + TimeSpan.FromSeconds(30),
        Log = Take,
        Secrets = new NoSecrets(),
    };

    public ValueTask DisposeAsync() => Handler.DisposeAsync();

    private void Take(string line)
    {
        _log.Enqueue(line);
        if (StopAt is { } stop && line.Contains(stop.Word, StringComparison.Ordinal))
        {
            stop.Stop.Cancel();
        }
    }

    // A Lambda function brings its own client.
    private sealed class NoSecrets : ISecretsCalls
    {
        public Task<JsonObject> Call(string operation, JsonObject request) => throw new InvalidOperationException("Nobody calls this.");
    }
}
