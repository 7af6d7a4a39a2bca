using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace SecretsEmu.WireTests.SecretsManager;

public sealed class ListSecretsTests
{
    // Types

    [TestCase("""{"MaxResults":"1"}""", "STRING_VALUE cannot be converted to Integer")]
    [TestCase("""{"NextToken":1}""", "NUMBER_VALUE cannot be converted to String")]
    [TestCase("""{"IncludePlannedDeletion":"true"}""", "STRING_VALUE cannot be converted to Boolean")]
    [TestCase("""{"Filters":"name"}""", "Unexpected field type")]
    [TestCase("""{"Filters":{"Key":"name"}}""", "Start of structure or map found where not expected.")]
    [TestCase("""{"Filters":["name"]}""", "Unexpected field type")]
    [TestCase("""{"Filters":[{"Key":"name","Values":"db"}]}""", "Unexpected field type")]
    [TestCase("""{"Filters":[{"Key":"name","Values":[1]}]}""", "NUMBER_VALUE cannot be converted to String")]
    public async Task Members_of_another_type_cannot_be_read(string body, string sentence)
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Call("ListSecrets", body);

        answer.ShouldBeError("SerializationException", sentence, messageKey: "message");
    }

    // Constraints

    [TestCase("""{"MaxResults":0}""", "Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1")]
    [TestCase("""{"MaxResults":101}""", "Value '101' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 100")]
    [TestCase("""{"NextToken":""}""", "Value '' at 'nextToken' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [TestCase("""{"SortOrder":"up"}""", "Value 'up' at 'sortOrder' failed to satisfy constraint: Member must satisfy enum value set: [asc, desc]")]
    [TestCase("""{"SortBy":"size"}""", "Value 'size' at 'sortBy' failed to satisfy constraint: Member must satisfy enum value set: [created-date, last-accessed-date, last-changed-date, name]")]
    [TestCase(
        """{"Filters":[{"Key":"invalid","Values":["a"]}]}""",
        "Value 'invalid' at 'filters.1.member.key' failed to satisfy constraint: Member must satisfy enum value set: [all, name, tag-key, description, tag-value, primary-region, owning-service]")]
    [TestCase(
        """{"Filters":[{"Key":"name","Values":["a","b","c","d","e","f","g","h","i","j","k"]}]}""",
        "Value '[a, b, c, d, e, f, g, h, i, j, k]' at 'filters.1.member.values' failed to satisfy constraint: Member must have length less than or equal to 10")]
    [TestCase("""{"Filters":[{"Key":"name","Values":[]}]}""", "Value '[]' at 'filters.1.member.values' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    public async Task Constraints_are_reported(string body, string report)
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Call("ListSecrets", body);

        answer.ShouldBeValidationError($"1 validation error detected: {report}");
    }

    [Test]
    public async Task More_than_ten_values_over_all_filters_are_refused()
    {
        // Verified: field, BatchGetSecretValue, 2024
        await using var emulator = await Emulator.Start();

        var answer = await List(emulator, filters: [("name", ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]), ("tag-key", ["k"])]);

        answer.ShouldBeError("InvalidParameterException", "The filter list has too many filters. You can include up to 10 filters.");
    }

    [TestCase("""{"Filters":[{"Values":["a"]}]}""", "Invalid filter key")]
    [TestCase("""{"Filters":[{"Key":"name"}]}""", "Invalid filter values for key: name")]
    public async Task A_filter_needs_key_and_values(string body, string sentence)
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Call("ListSecrets", body);

        answer.ShouldBeError("InvalidParameterException", sentence);
    }

    // Behaviour: what is listed

    [Test]
    public async Task Nothing_is_an_empty_list()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Call("ListSecrets", "{}");

        answer.Status.ShouldBe(200);
        answer.Body.ShouldBe("""{"SecretList":[]}""");
    }

    [Test]
    public async Task An_entry_has_the_members_of_DescribeSecret_under_the_list_s_names()
    {
        // Verified: localstack's recordings
        await using var emulator = await Emulator.Start(at: "2026-01-31T08:00:00Z");
        var arn = (await emulator.Secrets.Create("db", "one", token: "11111111-1111-1111-1111-111111111111", more: new JsonObject { ["Description"] = "of the orders" })).Text("ARN");

        var answer = await List(emulator);

        answer.Body.ShouldBe(
            $$$"""
            {"SecretList":[{"ARN":"{{{arn}}}","CreatedDate":1.7698464E9,"Description":"of the orders","LastChangedDate":1.7698464E9,"Name":"db",
            "SecretVersionsToStages":{"11111111-1111-1111-1111-111111111111":["AWSCURRENT"]}}]}
            """.Replace("\n", "", StringComparison.Ordinal));
    }

    [Test]
    public async Task Only_the_caller_s_account_and_the_endpoint_s_region_are_listed()
    {
        // Verified: localstack's recordings
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("here");
        await emulator.Secrets.As(region: "eu-west-1").Create("elsewhere");
        await emulator.Secrets.As(accessKey: "111122223333").Create("another");

        var here = await List(emulator);
        var elsewhere = await emulator.Secrets.As(region: "eu-west-1").Call("ListSecrets", []);
        var another = await emulator.Secrets.As(accessKey: "111122223333").Call("ListSecrets", []);

        Names(here).ShouldBe(["here"]);
        Names(elsewhere).ShouldBe(["elsewhere"]);
        Names(another).ShouldBe(["another"]);
    }

    [Test]
    public async Task Scheduled_secrets_come_only_when_asked_for_and_show_their_DeletedDate()
    {
        await using var emulator = await Emulator.Start(at: "2026-01-31T08:00:00Z");
        await emulator.Secrets.Create("kept");
        await emulator.Secrets.Create("leaving");
        await emulator.Secrets.Delete("leaving");

        var usual = await List(emulator);
        var all = await List(emulator, new JsonObject { ["IncludePlannedDeletion"] = true, ["SortBy"] = "name" });

        Names(usual).ShouldBe(["kept"]);
        Names(all).ShouldBe(["kept", "leaving"]);
        all.Json.GetProperty("SecretList")[0].TryGetProperty("DeletedDate", out _).ShouldBeFalse();
        all.Json.GetProperty("SecretList")[1].GetProperty("DeletedDate").GetRawText().ShouldBe("1.7698464E9");
    }

    // Behaviour: filters

    [TestCase("name", "/", "/testing2/db")]
    [TestCase("name", "!/", "Testing1,testing1,x.Y=z")]
    [TestCase("name", "testing1", "testing1")]
    [TestCase("name", "Test", "Testing1")]
    [TestCase("name", "testing1 one", "")]
    [TestCase("tag-key", "tea", "testing1")]
    [TestCase("tag-key", "Tea", "/testing2/db")]
    [TestCase("tag-key", "!tea", "/testing2/db,Testing1,x.Y=z")]
    [TestCase("tag-value", "pay", "/testing2/db,testing1")]
    [TestCase("tag-value", "Pay", "")]
    [TestCase("primary-region", "us", "")]
    [TestCase("primary-region", "!us", "/testing2/db,Testing1,testing1,x.Y=z")]
    [TestCase("owning-service", "rds", "")]
    [TestCase("description", "ORDERS", "Testing1,testing1")]
    [TestCase("description", "o f", "Testing1,testing1")]
    [TestCase("description", "rders", "")]
    [TestCase("description", "!orders", "/testing2/db,x.Y=z")]
    [TestCase("all", "orders", "Testing1,testing1")]
    [TestCase("all", "payment", "/testing2/db,testing1")]
    [TestCase("all", "team", "/testing2/db,testing1")]
    [TestCase("all", "db", "/testing2/db")]
    [TestCase("all", "esting", "")]
    [TestCase("all", "!payment", "Testing1,x.Y=z")]
    public async Task A_filter_finds(string key, string value, string names)
    {
        await using var emulator = await Emulator.Start();
        await CreateForFilters(emulator);

        var answer = await List(emulator, new JsonObject { ["SortBy"] = "name" }, filters: [(key, [value])]);

        string.Join(',', Names(answer)).ShouldBe(names);
    }

    [TestCase("a", "a secret,an secret,asecret")]
    [TestCase("!a", "thesecret")]
    [TestCase("a secret", "a secret,an secret")]
    [TestCase("!c", "a secret,an secret,asecret,thesecret")]
    public async Task Descriptions_are_searched_by_the_starts_of_their_words(string value, string descriptions)
    {
        // Verified: localstack's recordings
        await using var emulator = await Emulator.Start();
        foreach (var description in (string[])["a secret", "an secret", "asecret", "thesecret"])
        {
            await emulator.Secrets.Create(description.Replace(' ', '-'), more: new JsonObject { ["Description"] = description });
        }

        var answer = await List(emulator, new JsonObject { ["SortBy"] = "name" }, filters: [("description", [value])]);

        string.Join(',', Entries(answer).Select(entry => entry.GetProperty("Description").GetString())).ShouldBe(descriptions);
    }

    [Test]
    public async Task One_value_of_a_filter_must_match_and_every_filter_must()
    {
        await using var emulator = await Emulator.Start();
        await CreateForFilters(emulator);

        var either = await List(emulator, new JsonObject { ["SortBy"] = "name" }, filters: [("name", ["/", "x"])]);
        var both = await List(emulator, filters: [("name", ["t", "T"]), ("tag-key", ["tea"])]);
        var sameKeyTwice = await List(emulator, filters: [("name", ["t"]), ("name", ["T"])]);

        Names(either).ShouldBe(["/testing2/db", "x.Y=z"]);
        Names(both).ShouldBe(["testing1"]);
        Names(sameKeyTwice).ShouldBeEmpty();
    }

    [Test]
    public async Task Ten_values_are_allowed()
    {
        await using var emulator = await Emulator.Start();
        await CreateForFilters(emulator);

        var answer = await List(emulator, filters: [("name", ["a", "b", "c", "d", "e"]), ("name", ["f", "g", "h", "i", "x"])]);

        answer.Status.ShouldBe(200);
        Names(answer).ShouldBeEmpty();
    }

    // Behaviour: order

    [TestCase(null, null, "b,A,c,a")]
    [TestCase(null, "asc", "b,A,c,a")]
    [TestCase(null, "desc", "a,c,A,b")]
    [TestCase("created-date", "desc", "a,c,A,b")]
    [TestCase("name", "asc", "A,a,b,c")]
    [TestCase("name", "desc", "c,b,a,A")]
    [TestCase("last-changed-date", "asc", "A,c,a,b")]
    [TestCase("last-changed-date", "desc", "b,a,c,A")]
    [TestCase("last-accessed-date", "asc", "b,A,a,c")]
    [TestCase("last-accessed-date", "desc", "c,a,A,b")]
    public async Task Secrets_are_sorted(string? by, string? order, string names)
    {
        // Verified: the default order, moto's tests against AWS. Missing access dates are the oldest: Inferred.
        await using var emulator = await Emulator.Start(at: "2026-01-01T00:00:00Z");
        foreach (var name in (string[])["b", "A", "c", "a"])
        {
            await emulator.Secrets.Create(name, "one");
            emulator.Wall.Advance(TimeSpan.FromDays(1));
        }

        await emulator.Secrets.Update("b", new JsonObject { ["Description"] = "changed last" });
        foreach (var name in (string[])["A", "a", "c"])
        {
            await emulator.Secrets.GetValue(name);
            emulator.Wall.Advance(TimeSpan.FromDays(1));
        }

        var answer = await List(emulator, new JsonObject { ["SortBy"] = by, ["SortOrder"] = order });

        string.Join(',', Names(answer)).ShouldBe(names);
    }

    [Test]
    public async Task Secrets_of_the_same_instant_are_sorted_by_ARN()
    {
        await using var emulator = await Emulator.Start();
        foreach (var name in (string[])["b", "A", "c"])
        {
            await emulator.Secrets.Create(name);
        }

        var up = await List(emulator);
        var down = await List(emulator, new JsonObject { ["SortOrder"] = "desc" });

        Names(up).ShouldBe(["A", "b", "c"]);
        Names(down).ShouldBe(["c", "b", "A"]);
    }

    // Behaviour: pages

    [Test]
    public async Task A_page_has_a_hundred_unless_asked_otherwise_and_the_last_has_no_token()
    {
        await using var emulator = await Emulator.Start();
        await Task.WhenAll(Enumerable.Range(0, 101).Select(number => emulator.Secrets.Create($"db{number:D3}")));

        var first = await List(emulator, new JsonObject { ["SortBy"] = "name" });
        var last = await List(emulator, new JsonObject { ["SortBy"] = "name", ["NextToken"] = first.Text("NextToken") });

        Names(first).Count.ShouldBe(100);
        Names(last).ShouldBe(["db100"]);
        last.Has("NextToken").ShouldBeFalse();
    }

    [Test]
    public async Task A_page_that_ends_with_the_last_secret_has_no_token()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("a");
        await emulator.Secrets.Create("b");

        var answer = await List(emulator, new JsonObject { ["MaxResults"] = 2 });

        Names(answer).ShouldBe(["a", "b"]);
        answer.Has("NextToken").ShouldBeFalse();
    }

    [TestCase("""{"SortBy":"name"}""")]
    [TestCase("""{"SortOrder":"desc"}""")]
    [TestCase("""{"Filters":[{"Key":"name","Values":["a"]}]}""")]
    public async Task A_token_of_another_question_is_refused(string question)
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("a");
        await emulator.Secrets.Create("b");
        var token = (await List(emulator, new JsonObject { ["MaxResults"] = 1 })).Text("NextToken");
        var body = JsonNode.Parse(question)!.AsObject();

        var answer = await List(emulator, new JsonObject(body.Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))) { ["NextToken"] = token });

        answer.ShouldBeError("InvalidNextTokenException", "The NextToken value is invalid.");
    }

    [TestCase("garbage")]
    [TestCase("Z2FyYmFnZQ")]
    [TestCase("not base64 at all!")]
    [TestCase("\u00e9")]
    public async Task A_token_that_no_page_gave_out_is_refused(string token)
    {
        await using var emulator = await Emulator.Start();

        var answer = await List(emulator, new JsonObject { ["NextToken"] = token });

        answer.ShouldBeError("InvalidNextTokenException", "The NextToken value is invalid.");
    }

    [Test]
    public async Task A_token_outlives_the_secret_that_it_stands_at()
    {
        await using var emulator = await Emulator.Start();
        foreach (var name in (string[])["a", "b", "c"])
        {
            await emulator.Secrets.Create(name);
        }

        var first = await List(emulator, new JsonObject { ["MaxResults"] = 2 });
        await emulator.Secrets.Delete("b", new JsonObject { ["ForceDeleteWithoutRecovery"] = true });
        var second = await List(emulator, new JsonObject { ["MaxResults"] = 2, ["NextToken"] = first.Text("NextToken") });

        Names(first).ShouldBe(["a", "b"]);
        Names(second).ShouldBe(["c"]);
    }

    [TestCase(null, null)]
    [TestCase(null, "desc")]
    [TestCase("name", "asc")]
    [TestCase("name", "desc")]
    [TestCase("last-accessed-date", "asc")]
    [TestCase("last-changed-date", "desc")]
    public async Task Writes_between_pages_of_any_size_neither_repeat_nor_hide_a_secret_that_was_there_all_along(string? by, string? order)
    {
        await using var emulator = await Emulator.Start();
        var there = Enumerable.Range(0, 12).Select(number => $"there{number:D2}").ToList();
        foreach (var name in there)
        {
            await emulator.Secrets.Create(name);
            emulator.Wall.Advance(TimeSpan.FromSeconds(1));
        }

        // After each of the first pages: how many secrets come, and how many of those that came earlier go.
        var walks = from size in Gen.Choose(1, 13)
            from writes in Gen.Zip(Gen.Choose(0, 3), Gen.Choose(0, 2)).ListOf(8)
            select (size, writes);
        var number = 0;
        foreach (var (size, writes) in walks.Sample(8))
        {
            var came = new Queue<string>();
            var seen = new List<string>();
            var question = new JsonObject { ["MaxResults"] = size, ["SortBy"] = by, ["SortOrder"] = order };
            WireAnswer page;
            for (var pages = 0; (page = await List(emulator, question)).Has("NextToken"); pages++)
            {
                seen.AddRange(Names(page));
                question["NextToken"] = page.Text("NextToken");
                var (coming, going) = writes.ElementAtOrDefault(pages);
                for (; coming > 0; coming--, number++)
                {
                    came.Enqueue($"{"aTz"[number % 3]}{number}");
                    await emulator.Secrets.Create(came.Last());
                }

                for (; going > 0 && came.TryDequeue(out var gone); going--)
                {
                    await emulator.Secrets.Delete(gone, new JsonObject { ["ForceDeleteWithoutRecovery"] = true });
                }
            }

            seen.AddRange(Names(page));
            seen.Where(there.Contains).Order().ShouldBe(there);
            seen.ShouldBeUnique();
        }
    }

    private static async Task CreateForFilters(Emulator emulator)
    {
        await emulator.Secrets.Create("/testing2/db", more: Tagged("Team", "payments"));
        await emulator.Secrets.Create("testing1", more: Tagged("team", "payments", "for my orders"));
        await emulator.Secrets.Create("Testing1", more: new JsonObject { ["Description"] = "Of Orders, for nobody" });
        await emulator.Secrets.Create("x.Y=z");
    }

    private static JsonObject Tagged(string key, string value, string? description = null) => new()
    {
        ["Tags"] = new JsonArray(new JsonObject { ["Key"] = key, ["Value"] = value }), ["Description"] = description,
    };

    private static Task<WireAnswer> List(Emulator emulator, JsonObject? more = null, (string Key, string[] Values)[]? filters = null) =>
        emulator.Secrets.Call(
            "ListSecrets",
            new JsonObject
            {
                ["Filters"] = filters is null ? null : new JsonArray([.. filters.Select(filter => new JsonObject
                {
                    ["Key"] = filter.Key, ["Values"] = new JsonArray([.. filter.Values.Select(value => JsonValue.Create(value))]),
                })]),
            },
            more);

    private static List<System.Text.Json.JsonElement> Entries(WireAnswer answer) => [.. answer.Json.GetProperty("SecretList").EnumerateArray()];

    private static List<string> Names(WireAnswer answer) => [.. Entries(answer).Select(entry => entry.GetProperty("Name").GetString()!)];
}
