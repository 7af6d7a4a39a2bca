using System.Net;
using Amazon.Runtime;
using Amazon.SecretsManager.Model;
using SecretsEmu.WireTests.Faults;

namespace SecretsEmu.WireTests.AwsSdk;

/// <summary>What the SDK fills in and sends again when an answer is lost on the way.</summary>
public sealed class RetryTests
{
    [Test]
    public async Task A_write_whose_answer_was_lost_is_sent_again_with_its_token_and_made_once()
    {
        await using var emulator = await Emulator.Start();
        using var network = new LossyNetwork();
        using var client = emulator.SdkClient(http: network);
        await client.CreateSecretAsync(new CreateSecretRequest { Name = "db", SecretString = "one" });
        network.Requests = 0;

        network.LoseNextAnswer = true;
        var put = await client.PutSecretValueAsync(new PutSecretValueRequest { SecretId = "db", SecretString = "two" });

        network.Requests.ShouldBe(2);
        var described = await client.DescribeSecretAsync(new DescribeSecretRequest { SecretId = "db" });
        described.VersionIdsToStages.Count.ShouldBe(2);
        described.VersionIdsToStages[put.VersionId].ShouldBe(["AWSCURRENT"]);
    }

    [Test]
    public async Task Each_write_without_a_token_gets_a_new_one()
    {
        await using var emulator = await Emulator.Start();
        using var client = emulator.SdkClient();
        var created = await client.CreateSecretAsync(new CreateSecretRequest { Name = "db", SecretString = "one" });

        var put = await client.PutSecretValueAsync(new PutSecretValueRequest { SecretId = "db", SecretString = "one" });

        Guid.TryParse(created.VersionId, out _).ShouldBeTrue(created.VersionId);
        Guid.TryParse(put.VersionId, out _).ShouldBeTrue(put.VersionId);
        put.VersionId.ShouldNotBe(created.VersionId);
    }

    [Test]
    public async Task A_throttle_is_waited_out_and_the_request_sent_again()
    {
        await using var emulator = await Emulator.Start();
        using var network = new LossyNetwork();
        using var client = emulator.SdkClient(http: network);
        await client.CreateSecretAsync(new CreateSecretRequest { Name = "db", SecretString = "one" });
        network.Requests = 0;

        await emulator.Break("throttle", times: 1);
        var read = await client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "db" });

        read.SecretString.ShouldBe("one");
        network.Requests.ShouldBe(2);
    }

    /// <summary>Brings every request to the emulator, and an error instead of its answer where the test asks for one.</summary>
    private sealed class LossyNetwork : HttpClientFactory, IDisposable
    {
        private readonly HttpClient _http;

        public LossyNetwork() => _http = new HttpClient(new Handler(this));

        public bool LoseNextAnswer { get; set; }

        public int Requests { get; set; }

        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => _http;

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

        public void Dispose() => _http.Dispose();

        private sealed class Handler(LossyNetwork network) : DelegatingHandler(new SocketsHttpHandler { UseProxy = false })
        {
            protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                network.Requests++;
                var answer = await base.SendAsync(request, cancellationToken);
                if (!network.LoseNextAnswer)
                {
                    return answer;
                }

                network.LoseNextAnswer = false;
                answer.Dispose();
                return new HttpResponseMessage(HttpStatusCode.InternalServerError) { RequestMessage = request, Content = new ByteArrayContent([]) };
            }
        }
    }
}
