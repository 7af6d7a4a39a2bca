using System.Text.Encodings.Web;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace SecretsEmu.WireTests.SecretsManager;

/// <summary>A value comes back as it was given, whatever is in it.</summary>
public sealed class ValueRoundTripTests
{
    private static readonly Lazy<Task<Emulator>> One = new(() => Emulator.Start());
    private static int _tokens;

    [OneTimeTearDown]
    public static async Task Stop()
    {
        if (One.IsValueCreated)
        {
            await (await One.Value).DisposeAsync();
        }
    }

    [Property(MaxTest = 150)]
    public Property Any_text_without_lone_surrogates_comes_back_exactly() => Prop.ForAll(AnyText(), text =>
        BackFrom("SecretString", JsonSerializer.Serialize(text)) == text
        && BackFrom("SecretString", JsonSerializer.Serialize(text, Unescaped)) == text);

    [Property(MaxTest = 150)]
    public Property Any_bytes_come_back_exactly() => Prop.ForAll(AnyBytes(), bytes =>
        BackFrom("SecretBinary", JsonSerializer.Serialize(bytes)) == Convert.ToBase64String(bytes));

    private static JsonSerializerOptions Unescaped { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static Arbitrary<string> AnyText() => Arb.From(
        Gen.NonEmptyListOf(Gen.OneOf(
            Gen.Choose(0, 0x7F), Gen.Choose(0x80, 0xD7FF), Gen.Choose(0xE000, 0xFFFF), Gen.Choose(0x10000, 0x10FFFF),
            Gen.Elements(0, '\n', '"', '\\', '<', 0x7F, 0x85, 0x2028, 0xFEFF, 0xFFFF)))
            .Select(points => string.Concat(points.Select(char.ConvertFromUtf32))));

    private static Arbitrary<byte[]> AnyBytes() =>
        Arb.From(Gen.NonEmptyListOf(Gen.Choose(0, 255)).Select(numbers => numbers.Select(number => (byte)number).ToArray()));

    // A property may call nothing that it has to wait for, so it waits itself.
    private static string? BackFrom(string member, string json) => Task.Run(async () =>
    {
        var name = $"round-trip/{Interlocked.Increment(ref _tokens)}";
        var client = (await One.Value).Client;
        await client.Call("CreateSecret", $$"""{"Name":"{{name}}","ClientRequestToken":"{{name.PadRight(32, '-')}}","{{member}}":{{json}}}""");
        return (await client.Call("GetSecretValue", $$"""{"SecretId":"{{name}}"}""")).Text(member);
    }).GetAwaiter().GetResult();
}
