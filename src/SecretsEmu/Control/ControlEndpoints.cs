using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SecretsEmu.Explain;
using SecretsEmu.Principals;
using SecretsEmu.Seeding;
using SecretsEmu.State;
using SecretsEmu.Time;

namespace SecretsEmu.Control;

/// <summary>What the control endpoints act on; the composition fills it in.</summary>
/// <param name="Wall">The wall clock.</param>
/// <param name="Info">Version, URL, account, region and data folder.</param>
/// <param name="Reset">Everything back to what the same start would give.</param>
/// <param name="Seed">Applies seed files in one unit.</param>
/// <param name="Describe">Puts a principals file in the place of the one before.</param>
/// <param name="Export">The seed document of everything, with values or without.</param>
/// <param name="Access">Why requests were refused, and whether others would be.</param>
/// <param name="Rotation">Rotations, their functions, events and readers.</param>
/// <param name="Faults">What is broken on purpose, and the regions that are down.</param>
/// <param name="Credentials">Credentials of a role for the service that assumes it.</param>
/// <param name="Stop">Asks for a clean stop.</param>
internal sealed record Controls(
    TimeProvider Wall, Writer Writer, Clock Clock, Func<ClockAnswer, InfoAnswer> Info,
    Func<Task<SeedReport>> Reset, Func<IReadOnlyList<SeedText>, Task<SeedReport>> Seed, Func<PrincipalsDocument, Task> Describe,
    Func<bool, string> Export, AccessEndpoints Access, RotationEndpoints Rotation, FaultEndpoints Faults, CredentialsEndpoint Credentials, Action Stop)
{
    /// <summary>What the agent holds; null without one.</summary>
    public AgentEndpoints? Agent { get; init; }
}

/// <summary>The tool's side door, <c>/_emulator/…</c>: state of the server, its clock, rotations, events, reset, seed, principals, export, stop. JSON in and out.</summary>
internal sealed class ControlEndpoints
{
    private const string Json = "application/json";
    private const string Prefix = "/_emulator/";
    private const string RefusalsPrefix = "refusals/";
    private const string LocalStackHealth = "/_localstack/health";
    private const int LargestBody = 64 * 1024 * 1024;

    private static readonly string[] TimeForms = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    internal static readonly ControlJson Shapes = new(new JsonSerializerOptions(ControlJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private readonly ControlGuard _guard;
    private readonly Func<Controls?> _controls;
    private readonly string _version;
    private readonly Action<string> _report;
    private readonly Dictionary<(string Method, string Path), Func<Controls, HttpContext, Task>> _routes;

    /// <param name="guard">Keeps web pages out.</param>
    /// <param name="controls">Null as long as requests do not work yet.</param>
    /// <param name="version">The version of the emulator.</param>
    /// <param name="report">Takes what went wrong inside, for the person who runs the server.</param>
    public ControlEndpoints(ControlGuard guard, Func<Controls?> controls, string version, Action<string> report)
    {
        (_guard, _controls, _version, _report) = (guard, controls, version, report);
        _routes = new()
        {
            [("GET", "info")] = (controls, http) => Write(http, 200, controls.Info(ClockOf(controls)), Shapes.InfoAnswer),
            [("GET", "clock")] = (controls, http) => Write(http, 200, new ClockChange(ClockOf(controls), null), Shapes.ClockChange),
            [("POST", "clock")] = ChangeClock,
            [("POST", "reset")] = async (controls, http) => await Write(http, 200, new ResetAnswer(await controls.Reset()), Shapes.ResetAnswer),
            [("POST", "seed")] = Seed,
            [("GET", "principals")] = (controls, http) => Write(http, 200, PrincipalsAnswer.Of(controls.Writer.Current), Shapes.PrincipalsAnswer),
            [("PUT", "principals")] = Describe,
            [("GET", "export")] = (controls, http) => Write(http, 200, controls.Export(http.Request.Query["values"] == "true")),
            [("GET", "refusals")] = (controls, http) => controls.Access.List(http),
            [("GET", RefusalsPrefix + "REQUEST-ID")] = (controls, http) => controls.Access.Show(http, Uri.UnescapeDataString(http.Request.Path.Value![(Prefix + RefusalsPrefix).Length..])),
            [("POST", "can")] = async (controls, http) => await controls.Access.Can(http, await Read(http, Shapes.CanRequest), controls),
            [("POST", "credentials")] = async (controls, http) => await controls.Credentials.Begin(http, await Read(http, Shapes.CredentialsRequest), controls),
            [("GET", "functions")] = (controls, http) => controls.Rotation.Functions(http),
            [("GET", "events")] = (controls, http) => RotationEndpoints.Events(http, controls),
            [("GET", "readers")] = (controls, http) => controls.Rotation.Readers(http, controls),
            [("GET", "rotations")] = (controls, http) => controls.Rotation.List(http, controls),
            [("POST", "rotations")] = async (controls, http) => await controls.Rotation.Begin(http, await Read(http, Shapes.RotateRequest), controls),
            [("POST", "rotations/resume")] = async (controls, http) => await controls.Rotation.Resume(http, await Read(http, Shapes.ResumeRequest), controls),
            [("GET", "regions")] = RegionEndpoints.List,
            [("POST", "regions")] = async (controls, http) => await RegionEndpoints.Change(http, await Read(http, Shapes.RegionRequest), controls),
            [("GET", "faults")] = (controls, http) => controls.Faults.List(http, controls),
            [("POST", "faults")] = async (controls, http) => await controls.Faults.Break(http, await Read(http, Shapes.FaultRequest), controls),
            [("DELETE", "faults")] = (controls, http) => controls.Faults.Mend(http, controls),
            [("GET", "agent")] = (controls, http) => controls.Agent?.List(http, controls) ?? throw new ArgumentException("This server has no agent: secrets-emu start --agent."),
            [("POST", "shutdown")] = Shutdown,
        };
    }

    public static bool Handles(HttpRequest request) =>
        request.Path.Value is { } path && (path.StartsWith(Prefix, StringComparison.Ordinal) || path == LocalStackHealth);

    public async Task Answer(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        var isHealth = path is Prefix + "health" or LocalStackHealth;
        if (_guard.Refusal(http.Request, anyHost: isHealth) is { } refusal)
        {
            await Refuse(http, 403, refusal);
            return;
        }

        try
        {
            await (isHealth ? Health(http, path) : Route(http, path[Prefix.Length..]));
        }
        catch (Exception refused) when (refused is ArgumentException or JsonException)
        {
            await Refuse(http, 400, refused is JsonException ? "The body is not the JSON that this endpoint takes." : refused.Message);
        }
        catch (NotDurableException failure)
        {
            await Refuse(http, 500, $"{failure.Message} {failure.InnerException!.Message}");
        }
        // What Kestrel says of a malformed request it answers itself, and nobody waits for the answer of a request that was given up.
        catch (Exception failure) when (failure is not (OutOfMemoryException or BadHttpRequestException) && !http.RequestAborted.IsCancellationRequested)
        {
            _report($"{http.Request.Method} {AccessText.Printable(path)} failed: {failure}");
            if (!http.Response.HasStarted)
            {
                await Refuse(http, 500, "The emulator failed inside; its log says how.");
            }
        }
    }

    private Task Route(HttpContext http, string path)
    {
        var endpoint = path.StartsWith(RefusalsPrefix, StringComparison.Ordinal) && path.Length > RefusalsPrefix.Length ? RefusalsPrefix + "REQUEST-ID" : path;
        if (_routes.TryGetValue((http.Request.Method, endpoint), out var answer))
        {
            return _controls() is { } controls ? answer(controls, http) : Refuse(http, 503, "The emulator is starting.");
        }

        var methods = _routes.Keys.Where(route => route.Path == endpoint).Select(route => route.Method).ToList();
        return methods.Count == 0
            ? Refuse(http, 404, $"There is no control endpoint '{endpoint}'. There are health, {string.Join(", ", _routes.Keys.Select(route => route.Path).Distinct())}.")
            : Refuse(http, 405, $"The control endpoint '{endpoint}' takes {string.Join(" or ", methods)}.");
    }

    private Task Health(HttpContext http, string path)
    {
        var works = _controls() is not null;
        var state = works ? "available" : "initializing";
        return path == LocalStackHealth
            // Spaced as scripts grep for it.
            ? Write(http, works ? 200 : 503, $$"""{"services": {"kms": "{{state}}", "secretsmanager": "{{state}}", "ssm": "{{state}}", "sts": "{{state}}"}, "edition": "secrets-emu", "version": "{{_version}}"}""")
            : Write(http, works ? 200 : 503, new HealthAnswer(works ? "running" : "starting", _version), Shapes.HealthAnswer);
    }

    private static async Task ChangeClock(Controls controls, HttpContext http)
    {
        var request = await Read(http, Shapes.ClockRequest);
        var clock = controls.Clock;
        var fired = new List<FiredItem>();
        switch (request)
        {
            case { Action: "freeze", By: null, To: null }:
                await clock.Freeze();
                break;
            case { Action: "resume", By: null, To: null }:
                await clock.Resume();
                break;
            case { Action: "advance", By: { } by, To: null }:
                var length = Durations.Parse(by) ?? throw new ArgumentException($"'{by}' is not {Durations.Form}.");
                controls.Rotation.RequireNonePaused();
                RequireReachable(length <= Clock.Latest - clock.Now(controls.Writer.Current));
                fired = await clock.Advance(length);
                break;
            case { Action: "set", To: { } to, By: null }:
                var moment = TimeOf(to);
                controls.Rotation.RequireNonePaused();
                RequireReachable(moment <= Clock.Latest);
                fired = await clock.MoveTo(moment) ?? throw new ArgumentException(
                    $"The clock stands at {Text(clock.Now(controls.Writer.Current))} and only moves forward. To go back, reset the emulator.");
                break;
            default:
                throw new ArgumentException("The clock takes the action freeze, resume, advance (with by) or set (with to).");
        }

        await Write(
            http,
            200,
            new ClockChange(ClockOf(controls), [.. fired.Select(FiredOf)]),
            Shapes.ClockChange);
    }

    private static async Task Seed(Controls controls, HttpContext http)
    {
        var request = await Read(http, Shapes.SeedRequest);
        if (request.Files is not { Count: > 0 } files || files.Any(file => file?.Name is null || file.Text is null))
        {
            throw new ArgumentException("A seed takes files, each with a name and its text.");
        }

        await Write(http, 200, await controls.Seed(files), Shapes.SeedReport);
    }

    private static async Task Describe(Controls controls, HttpContext http)
    {
        using var body = new StreamReader(Body(http), Encoding.UTF8);
        await controls.Describe(PrincipalsFile.Parse("principals", await body.ReadToEndAsync(http.RequestAborted)));
        await Write(http, 200, PrincipalsAnswer.Of(controls.Writer.Current), Shapes.PrincipalsAnswer);
    }

    private static async Task Shutdown(Controls controls, HttpContext http)
    {
        await Write(http, 200, new ShutdownAnswer(true), Shapes.ShutdownAnswer);
        await http.Response.CompleteAsync();
        controls.Stop();
    }

    internal static FiredAnswer FiredOf(FiredItem item) => new(Text(item.At), item.Kind, item.Subject, item.Outcome);

    private static ClockAnswer ClockOf(Controls controls)
    {
        var state = controls.Writer.Current;
        return new(
            Text(controls.Clock.Now(state)),
            Math.Round(controls.Clock.OffsetOf(state).TotalSeconds, 3),
            Clock.SettingOf(state).FrozenAt is not null);
    }

    // A time without a zone is UTC, like all times here; one without a date would be that of the machine's day.
    private static DateTimeOffset TimeOf(string text) =>
        DateTimeOffset.TryParseExact(text, TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            ? moment
            : throw new ArgumentException($"'{text}' is not a time such as 2026-01-31T08:00:00Z.");

    private static void RequireReachable(bool reachable)
    {
        if (!reachable)
        {
            throw new ArgumentException($"The clock goes up to {Text(Clock.Latest)}.");
        }
    }

    internal static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static async Task<T> Read<T>(HttpContext http, JsonTypeInfo<T> shape)
        where T : class =>
        await JsonSerializer.DeserializeAsync(Body(http), shape, http.RequestAborted)
            ?? throw new ArgumentException("The body must be a JSON object.");

    private static Stream Body(HttpContext http)
    {
        if (http.Request.ContentLength > LargestBody)
        {
            throw new ArgumentException($"The body is larger than {LargestBody} bytes.");
        }

        // Kestrel's own limit is less than half of ours.
        http.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = LargestBody;
        return http.Request.Body;
    }

    internal static Task Refuse(HttpContext http, int status, string sentence) =>
        Write(http, status, new ErrorAnswer(sentence), Shapes.ErrorAnswer);

    internal static Task Write<T>(HttpContext http, int status, T answer, JsonTypeInfo<T> shape) =>
        Write(http, status, JsonSerializer.Serialize(answer, shape));

    internal static async Task Write(HttpContext http, int status, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        http.Response.StatusCode = status;
        http.Response.ContentType = Json;
        http.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
        }
    }
}
