using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace SecretsEmu.WireTests.Protocol;

/// <summary>Whatever a client sends, the fault is never the server's.</summary>
public sealed class AnyBodyTests
{
    private static readonly Lazy<Task<Emulator>> One = new(EveryOperation.StartWithSecret);

    [OneTimeTearDown]
    public static async Task Stop()
    {
        if (One.IsValueCreated)
        {
            await (await One.Value).DisposeAsync();
        }
    }

    [Property(MaxTest = 300)]
    public Property A_body_with_a_few_bytes_changed_gets_200_or_400() =>
        Prop.ForAll(AnyOperation(), AnyEdits(), (operation, edits) => IsAnswered(operation, Edited(EveryOperation.Of(operation).Body, edits)));

    [Property(MaxTest = 300)]
    public Property Any_JSON_in_the_place_of_a_member_gets_200_or_400() =>
        Prop.ForAll(AnyOperation(), Arb.From(Gen.Choose(0, 100)), Arb.From(AnyJson(4)), (operation, place, json) =>
        {
            var known = EveryOperation.Of(operation);
            var paths = known.Members.Select(member => member.Path).ToList();
            return IsAnswered(operation, Encoding.UTF8.GetBytes(known.With(paths[place % paths.Count], json)));
        });

    private static Arbitrary<string> AnyOperation() => Arb.From(Gen.Elements(EveryOperation.Names.AsEnumerable()));

    private static Arbitrary<IList<(int Place, int Byte)>> AnyEdits() => Arb.From(
        Gen.Zip(Gen.Choose(0, 1000), Gen.Choose(0, 255)).Select(pair => (pair.Item1, pair.Item2)).NonEmptyListOf()
            .Select(edits => (IList<(int Place, int Byte)>)[.. edits.Take(5)]));

    private static Gen<string> AnyJson(int depth)
    {
        var scalar = Gen.OneOf(
            Gen.Elements("null", "true", "false", "\"\"", "\"db\"", "\"arn:aws:secretsmanager:us-east-1:000000000000:secret:db\"", "\"\\ud800\"", "\"\\u0000\"", "1e999", "-0", "0.5"),
            Gen.Choose(-5000, 5000).Select(number => number.ToString(CultureInfo.InvariantCulture)));
        return depth == 0
            ? scalar
            : Gen.OneOf(
                scalar,
                Gen.ListOf(AnyJson(depth - 1), 2).Select(elements => $"[{string.Join(',', elements)}]"),
                Gen.Zip(Gen.Elements("Key", "Value", "Values", "Region", "S", ""), AnyJson(depth - 1)).Select(member => $"{{\"{member.Item1}\":{member.Item2}}}"));
    }

    private static byte[] Edited(string body, IList<(int Place, int Byte)> edits)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        foreach (var (place, value) in edits)
        {
            bytes[place % bytes.Length] = (byte)value;
        }

        return bytes;
    }

    private static bool IsAnswered(string operation, byte[] body) => Task.Run(async () =>
    {
        var answer = await (await One.Value).Client.Call(operation, body);
        return answer.Status == 200 || (answer.Status == 400 && answer.Body.StartsWith("{\"__type\":\"", StringComparison.Ordinal));
    }).GetAwaiter().GetResult();
}
