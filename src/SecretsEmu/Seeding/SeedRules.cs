using System.Text.Json;
using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.Files;
using SecretsEmu.Principals;

namespace SecretsEmu.Seeding;

/// <summary>What keys and secrets of a seed file have in common: how a member is read, and how a broken rule becomes a message with file and line.</summary>
internal static class SeedRules
{
    public static string? AccountOf(FileNode node) => TextOf(node, "account", Callers.IsAccount, "twelve digits");

    public static string? RegionOf(FileNode node, string name) => TextOf(node, name, Callers.IsRegion, "a region such as us-east-1");

    /// <summary>The text of a member that has a form of its own, or null without the member.</summary>
    /// <param name="form">As in <c>account must be twelve digits</c>.</param>
    public static string? TextOf(FileNode node, string name, Func<string, bool> fits, string form)
    {
        if (node.Find(name) is not { } value)
        {
            return null;
        }

        var text = value.Text(name);
        return fits(text) ? text : throw value.Error($"{name} must be {form}.");
    }

    public static bool Flag(FileNode node, string what) => node.Kind switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw node.Error($"{what} must be true or false."),
    };

    public static byte[] Base64(FileNode value, string name)
    {
        var text = value.Text(name);
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : throw value.Error($"{name} must be base64.");
    }

    /// <summary>The text of a resource or key policy: as it stands there, or an object's compact form.</summary>
    public static string PolicyOf(FileNode node)
    {
        var text = node.Kind == JsonTokenType.String ? node.Text("policy") : node.Compact();
        try
        {
            PolicyDocument.Parse(text);
            return text;
        }
        catch (PolicySyntaxException syntax)
        {
            throw new FileException(node.File, node.Line, $"the policy cannot be attached: {syntax.Message}", syntax);
        }
    }

    // AWS's sentence would quote all of it.
    public static FileException PolicyTooLong(FileNode owner) => owner.Find("policy")!.Error("the policy is longer than AWS allows.");

    /// <summary>The report about the call that the seed stands for.</summary>
    public static void Require(FileNode node, string? broken)
    {
        if (broken is not null)
        {
            throw node.Error($"{broken}.");
        }
    }

    public static void Require(FileNode node, Action rule)
    {
        try
        {
            rule();
        }
        catch (AwsErrorException broken)
        {
            throw new FileException(node.File, node.Line, broken.Message, broken);
        }
    }
}
