using System.CommandLine;

namespace SecretsEmu.Tool.Settings;

/// <summary>Where a value came from; a higher one wins.</summary>
internal enum Source
{
    Default,
    Environment,
    Flag,
}

/// <summary>An option and its twin in the environment.</summary>
internal abstract class Setting
{
    protected Setting(Option option, string? value, string description)
    {
        (Option, Variable) = (option, EnvironmentTwins.VariableOf(option.Name));
        option.HelpName = value;
        option.Description = description;
    }

    public Option Option { get; }

    /// <summary>False leaves it out of the help of a command that takes it, for a page of its own.</summary>
    public bool IsListed
    {
        init => Option.Hidden = !value;
    }

    /// <summary>The twin, such as <c>SECRETS_EMU_PORT</c>.</summary>
    public string Variable { get; }

    /// <summary>As the page shows it that tells of it instead of the command that takes it.</summary>
    /// <param name="width">Of the column of options.</param>
    public string HelpLine(int width = 24) => $"  {(Option.HelpName is { } value ? $"{Option.Name} {value}" : Option.Name).PadRight(width)} {Option.Description}";

    /// <summary>Whether it stands on the command line, whatever the environment says.</summary>
    public bool IsGiven(ParseResult parse) => parse.GetResult(Option) is { Implicit: false };

    /// <summary>The twin's value; an empty one is as good as none, which CI files cannot always avoid.</summary>
    protected string? InEnvironment => System.Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } value ? value : null;
}

/// <summary>A setting with one value, read from text in the same way wherever it stands, its default too.</summary>
internal sealed class Setting<T>(string name, string value, string description, string expected, string? byDefault, Setting<T>.TryRead read)
    : Setting(new Option<string>(name), value, description)
{
    public delegate bool TryRead(string text, out T result);

    public T Of(ParseResult parse) => Find(parse).Value;

    /// <exception cref="ToolException">What was given cannot be read; the message says where it was given.</exception>
    public (T Value, Source From) Find(ParseResult parse) =>
        parse.GetResult(Option) is { Implicit: false } given ? (Read(given.Tokens[0].Value, Option.Name), Source.Flag)
        : InEnvironment is { } text ? (Read(text, Variable), Source.Environment)
        : (byDefault is null ? default! : Read(byDefault, Option.Name), Source.Default);

    private T Read(string text, string where) =>
        read(text, out var result) ? result : throw ToolException.Usage($"{where} takes {expected}, not '{text}'.");
}

/// <summary>A setting that is on or off.</summary>
internal sealed class Flag(string name, string description) : Setting(new Option<bool>(name), null, description)
{
    public bool Of(ParseResult parse) => Find(parse).Value;

    public (bool Value, Source From) Find(ParseResult parse) =>
        IsGiven(parse) ? (parse.GetValue((Option<bool>)Option), Source.Flag)
        : InEnvironment is { } text ? (Read(text), Source.Environment)
        : (false, Source.Default);

    private bool Read(string text) => text switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => throw ToolException.Usage($"{Variable} takes true or false, not '{text}'."),
    };
}

/// <summary>A setting that can be given several times; in the environment a separator stands between the values.</summary>
internal sealed class Listing(string name, string value, string description, char separator)
    : Setting(new Option<string[]>(name) { Arity = ArgumentArity.OneOrMore }, value, description)
{
    public IReadOnlyList<string> Of(ParseResult parse) =>
        parse.GetResult(Option) is { Implicit: false } given ? [.. given.Tokens.Select(token => token.Value)]
        : InEnvironment is { } text ? text.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        : [];
}
