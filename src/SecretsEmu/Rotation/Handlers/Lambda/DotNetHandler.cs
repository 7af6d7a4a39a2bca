using System.Runtime.CompilerServices;
using SecretsEmu.Rotation.Handlers.Loading;

namespace SecretsEmu.Rotation.Handlers.Lambda;

/// <summary>A .NET Lambda function that runs in this process as it is: loaded apart, with its own Amazon.Lambda.Core and its own packages.</summary>
/// <param name="settings">Where it is.</param>
/// <param name="identity">Who it is from now on; asked at each rotation.</param>
/// <param name="wall">The wall clock, on which its time runs.</param>
/// <param name="retired">Counts what was loaded and replaced.</param>
internal sealed class DotNetHandler(DotNetSettings settings, Func<FunctionIdentity> identity, TimeProvider wall, RetiredContexts retired)
    : IHandler
{
    private readonly string _file = FileOf(settings);
    private readonly CodeSource _code = new(FileOf(settings), [], wall, retired);
    private readonly Lock _gate = new();

    // A function lives as long as what it was loaded from, and no entry here keeps that alive.
    private readonly ConditionalWeakTable<LoadedCode, Bound> _bound = [];

    public HandlerSettings Settings => settings;

    public async Task<IHandlerSession> Open(CancellationToken cancellation)
    {
        var handler = Parse();
        if (!File.Exists(_file))
        {
            throw LambdaErrors.AssemblyNotFound(handler.Assembly, settings.Folder);
        }

        var now = identity();
        var code = await Take(handler, cancellation);
        if (_bound.TryGetValue(code, out var before) && before.Identity != now)
        {
            // The SDK keeps the first credentials and endpoint that it finds for as long as it is loaded.
            _code.Discard(code);
            code.GiveBack();
            code = await Take(handler, cancellation);
        }

        try
        {
            return new DotNetSession(Bind(code, handler, now).Function, VariablesOf(now), _file, code, _code, wall);
        }
        catch (HandlerException)
        {
            code.GiveBack();
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        _code.Dispose();
        return ValueTask.CompletedTask;
    }

    // A program is named by its assembly alone.
    private HandlerString Parse()
    {
        try
        {
            return HandlerString.Parse(settings.Handler);
        }
        catch (HandlerException) when (ProgramFile.Is(_file))
        {
            throw LambdaErrors.Program(_file);
        }
    }

    private async Task<LoadedCode> Take(HandlerString handler, CancellationToken cancellation)
    {
        try
        {
            return await _code.Take(cancellation);
        }
        catch (Exception failure) when (failure is IOException or BadImageFormatException or UnauthorizedAccessException)
        {
            throw LambdaErrors.AssemblyNotLoaded(handler.Assembly, LoadFailure.Of(_file, failure).Message);
        }
    }

    private Bound Bind(LoadedCode code, HandlerString handler, FunctionIdentity now)
    {
        lock (_gate)
        {
            if (!_bound.TryGetValue(code, out var bound))
            {
                bound = new(DotNetFunction.Bind(code.Assembly, handler, _file), now);
                _bound.Add(code, bound);
            }

            return bound;
        }
    }

    private Dictionary<string, string> VariablesOf(FunctionIdentity now)
    {
        var variables = FunctionEnvironment.Of(settings, now);
        variables.TryAdd("_HANDLER", settings.Handler);
        variables.TryAdd("LAMBDA_TASK_ROOT", settings.Folder);
        return variables;
    }

    private static string FileOf(DotNetSettings settings) =>
        Path.Combine(settings.Folder, $"{settings.Handler.Split("::")[0].Trim()}.dll");

    private sealed record Bound(DotNetFunction Function, FunctionIdentity Identity);
}
