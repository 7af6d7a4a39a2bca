using System.Text;

namespace SecretsEmu.Tool;

/// <summary>The two standard streams as bytes: <see cref="Console.Out"/> reads terminal descriptions first, which a start need not wait for.</summary>
internal static class Terminal
{
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    public static void Line(string text) => Text(text + "\n");

    public static void Text(string text) => Write(Console.OpenStandardOutput(), text);

    public static void ErrorLine(string text) => Write(Console.OpenStandardError(), text + "\n");

    /// <summary>Standard output for many lines; what is written waits for a flush.</summary>
    public static StreamWriter BufferedOutput(int characters) => new(Console.OpenStandardOutput(), Encoding, characters) { AutoFlush = false };

    private static void Write(Stream stream, string text)
    {
        using (stream)
        {
            stream.Write(Encoding.GetBytes(text));
        }
    }
}
