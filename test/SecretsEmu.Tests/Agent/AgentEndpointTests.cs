using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SecretsEmu.Agent;

namespace SecretsEmu.Tests.Agent;

/// <summary>What no request over the wire can bring about at will.</summary>
public sealed class AgentEndpointTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 8, 0, 0, TimeSpan.Zero);

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_failure_is_in_the_log_whatever_else_is_and_the_app_learns_nothing_of_it(bool reportsRefusals)
    {
        var agent = new World(Task.CompletedTask, reportsRefusals, () => throw new InvalidOperationException("broken"));

        (await agent.Get("/v1/a")).ShouldBe((500, """{"__type":"InternalFailure"}"""));

        agent.Log.ShouldHaveSingleItem().ShouldStartWith("the agent failed: System.InvalidOperationException: broken");
    }

    [TestCase(true, "the agent refused a request: 404 Not found")]
    [TestCase(false)]
    public async Task A_refusal_is_in_the_log_where_requests_are(bool reportsRefusals, params string[] lines)
    {
        var agent = new World(Task.CompletedTask, reportsRefusals);

        (await agent.Get("/nothing")).ShouldBe((404, "Not found"));

        agent.Log.ShouldBe(lines);
    }

    [Test]
    public async Task A_request_that_waits_for_a_start_that_fails_is_no_failure_of_the_agent()
    {
        var ready = new TaskCompletionSource();
        var agent = new World(ready.Task, reportsRefusals: true);

        var asked = agent.Get("/v1/a");
        ready.SetCanceled();

        (await asked).ShouldBe((500, """{"__type":"InternalFailure"}"""));
        agent.Log.ShouldBeEmpty();
    }

    [TestCase(200, AgentToken.Default, "guess")]
    [TestCase(403, "guess", AgentToken.Default)]
    public async Task Of_a_header_that_is_sent_twice_the_first_counts(int status, params string[] sent)
    {
        var agent = new World(Task.CompletedTask, reportsRefusals: true);

        (await agent.Get("/v1/a", sent)).Status.ShouldBe(status);
    }

    [Test]
    public async Task Until_the_emulator_answers_the_agent_waits()
    {
        var ready = new TaskCompletionSource();
        var agent = new World(ready.Task, reportsRefusals: true);

        var asked = agent.Get("/v1/a");
        asked.IsCompleted.ShouldBeFalse();
        ready.SetResult();

        (await asked).Status.ShouldBe(200);
    }

    [Test]
    public async Task Until_the_emulator_answers_the_extension_says_that_it_is_not_ready()
    {
        var agent = new World(new TaskCompletionSource().Task, reportsRefusals: true, settings: ExtensionVariables.Read(_ => null));

        (await agent.Get("/v1/a")).ShouldBe((400, "not ready to serve traffic, please wait"));
        (await agent.Get("/ping")).ShouldBe((200, "healthy"));
    }

    private sealed class World
    {
        private readonly AgentEndpoint _endpoint;

        public World(Task ready, bool reportsRefusals, Func<JsonObject>? service = null, AgentSettings? settings = null)
        {
            var used = settings ?? new();
            var client = new CachingClient(used, new AgentCache(10), (_, _, _, _) => Task.FromResult((service ?? Secret)()));
            _endpoint = new AgentEndpoint(used, AgentToken.Find([], _ => null), client, () => Start, ready, Log.Add, reportsRefusals);
        }

        public List<string> Log { get; } = [];

        /// <summary>A request with the token, on a connection of its own.</summary>
        public Task<(int Status, string Body)> Get(string target) => Get(target, AgentToken.Default);

        /// <summary>The same with other tokens, each in a header of its own.</summary>
        public async Task<(int Status, string Body)> Get(string target, params string[] tokens)
        {
            var connection = new DefaultConnectionContext();
            var http = new DefaultHttpContext(new FeatureCollection(connection.Features));
            using var body = new MemoryStream();
            http.Features.Set<IHttpRequestFeature>(new HttpRequestFeature { Method = HttpMethods.Get, RawTarget = target });
            http.Features.Set<IHttpResponseFeature>(new HttpResponseFeature());
            http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body));
            http.Request.Headers[AgentSettings.TokenHeader] = tokens;
            await new AgentConnections().Counting(_ => _endpoint.Answer(http))(connection);
            return (http.Response.StatusCode, Encoding.UTF8.GetString(body.ToArray()));
        }

        private static JsonObject Secret() => JsonNode.Parse(
            """{"ARN":"arn","Name":"a","VersionId":"1","SecretString":"one","VersionStages":["AWSCURRENT"],"CreatedDate":1.7698464E9}""")!.AsObject();
    }
}
