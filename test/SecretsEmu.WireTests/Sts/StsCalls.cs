using System.Xml.Linq;

namespace SecretsEmu.WireTests.Sts;

/// <summary>STS as clients of the query protocol call it.</summary>
internal static class StsCalls
{
    private const string Namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

    public static Task<WireAnswer> Sts(this SigningClient client, string action, params (string Name, string Value)[] parameters) =>
        client.Send("sts", FormOf(action, parameters), ("Content-Type", "application/x-www-form-urlencoded"));

    /// <summary>The same with a session's token.</summary>
    public static Task<WireAnswer> Sts(this SigningClient client, string token, string action, params (string Name, string Value)[] parameters) =>
        client.Send("sts", FormOf(action, parameters), ("Content-Type", "application/x-www-form-urlencoded"), ("X-Amz-Security-Token", token));

    /// <summary>Assumes a role as a session named <c>job</c>.</summary>
    public static Task<WireAnswer> AssumeRole(this SigningClient client, string roleArn, params (string Name, string Value)[] more) =>
        client.Sts("AssumeRole", [("RoleArn", roleArn), ("RoleSessionName", "job"), .. more]);

    /// <summary>The same, and a client that signs with what came back.</summary>
    public static async Task<SigningClient> Assumed(this SigningClient client, string roleArn, params (string Name, string Value)[] more)
    {
        var answer = await client.AssumeRole(roleArn, more);
        answer.Status.ShouldBe(200, answer.Body);
        return client.As(answer.Element("AccessKeyId"));
    }

    /// <summary>Who the emulator says is calling.</summary>
    public static async Task<string> Arn(this SigningClient client) => (await client.Sts("GetCallerIdentity")).Element("Arn");

    /// <summary>The text of the only element of that name.</summary>
    public static string Element(this WireAnswer answer, string name) =>
        XDocument.Parse(answer.Body).Descendants(XName.Get(name, Namespace)).Single().Value;

    public static bool HasElement(this WireAnswer answer, string name) =>
        XDocument.Parse(answer.Body).Descendants(XName.Get(name, Namespace)).Any();

    /// <summary>The answer is this error, to the letter.</summary>
    public static void ShouldBeStsError(this WireAnswer answer, int status, string code, string sentence)
    {
        var message = new XText(sentence).ToString();
        answer.Body.ShouldBe(
            $"<ErrorResponse xmlns=\"{Namespace}\"><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error>"
            + $"<RequestId>{answer.Headers.GetValues("x-amzn-RequestId").Single()}</RequestId></ErrorResponse>");
        answer.Status.ShouldBe(status);
    }

    private static string FormOf(string action, (string Name, string Value)[] parameters) =>
        string.Join('&', parameters.Prepend(("Version", "2011-06-15")).Prepend(("Action", action))
            .Select(parameter => $"{Uri.EscapeDataString(parameter.Item1)}={Uri.EscapeDataString(parameter.Item2)}"));
}
