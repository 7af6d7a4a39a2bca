using System.Collections.Concurrent;
using SecretsEmu.Access;
using SecretsEmu.SecretsManager;

namespace SecretsEmu.Rotation.Handlers;

/// <summary>A function in an account and region, ready to run, with the key by which its calls are known.</summary>
/// <param name="Handler">Runs it.</param>
/// <param name="Identity">Its credentials, as it was given them; null where it brings its own.</param>
internal sealed record RegionalHandler(IHandler Handler, FunctionIdentity? Identity);

/// <summary>The functions that the user declared, by name; a function is made ready for an account and region when it is first used there.</summary>
/// <param name="settings">Each name once.</param>
/// <param name="lambdaEndpoint">The Invoke API that takes every other function; null for none.</param>
/// <param name="create">Makes a function ready.</param>
internal sealed class HandlerCatalog(
    IReadOnlyList<HandlerSettings> settings, Uri? lambdaEndpoint, Func<HandlerSettings, FunctionArn, RegionalHandler> create) : IFunctionDirectory, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<RegionalHandler>> _ready = new(StringComparer.Ordinal);

    /// <summary>As they were declared.</summary>
    public IReadOnlyList<HandlerSettings> Declared { get; } = settings;

    public (bool IsKnown, PolicyText? Policy) Find(string name) => Declare(name) is { } found
        ? (true, found.Policy is { } policy ? PolicyText.OfResource(policy) : null)
        : (false, null);

    /// <summary>The function that an ARN names; null when there is none.</summary>
    public RegionalHandler? Find(FunctionArn arn) => Declare(arn.Name) is { } found
        ? _ready.GetOrAdd($"{arn.Account}/{arn.Region}/{arn.Name}", _ => new(() => create(found, arn))).Value
        : null;

    public async ValueTask DisposeAsync()
    {
        foreach (var handler in _ready.Values)
        {
            await handler.Value.Handler.DisposeAsync();
        }
    }

    private HandlerSettings? Declare(string name) =>
        Declared.FirstOrDefault(one => one.Name == name)
        ?? (lambdaEndpoint is null ? null : new HttpSettings { Name = name, Endpoint = lambdaEndpoint, Function = name, Timeout = HandlerSettings.LongestTimeout });
}
