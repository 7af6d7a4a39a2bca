using SecretsEmu.Randomness;

namespace SecretsEmu.SecretsManager;

/// <summary>What a generated password must look like, with the member names and defaults of GetRandomPassword (secretsmanager.md 4.7).</summary>
internal sealed record RandomPassword
{
    private const string Uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Lowercase = "abcdefghijklmnopqrstuvwxyz";
    private const string Numbers = "0123456789";
    private const string Punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    /// <summary>The number of characters; 1 to 4096, which the front end checks.</summary>
    public int PasswordLength { get; init; } = 32;

    /// <summary>Single characters that must not occur, whatever their class.</summary>
    public string ExcludeCharacters { get; init; } = "";

    public bool ExcludeUppercase { get; init; }

    public bool ExcludeLowercase { get; init; }

    public bool ExcludeNumbers { get; init; }

    public bool ExcludePunctuation { get; init; }

    /// <summary>Adds the space to the characters to draw from; it is never required.</summary>
    public bool IncludeSpace { get; init; }

    /// <summary>Whether one character of every class that is not excluded must occur.</summary>
    public bool RequireEachIncludedType { get; init; } = true;

    /// <summary>Draws a password: one character of every required class at a random position, the others uniform over all that is allowed.</summary>
    /// <exception cref="Calls.AwsErrorException">The rules contradict each other: the three checks of secretsmanager.md 4.7, in that order.</exception>
    public string Generate(IRandom random)
    {
        var classes = AllowedClasses();
        var all = string.Concat(classes) + (IncludeSpace ? Without(" ") : "");
        Check(classes, all);

        return string.Create(PasswordLength, (classes, all, random, RequireEachIncludedType), static (password, rules) =>
        {
            var (classes, all, random, requireEach) = rules;
            for (var i = 0; i < password.Length; i++)
            {
                var source = requireEach && i < classes.Count ? classes[i] : all;
                password[i] = source[random.Index(source.Length)];
            }

            Shuffle(password, random);
        });
    }

    private void Check(List<string> classes, string all)
    {
        if (RequireEachIncludedType && classes.Exists(string.IsNullOrEmpty))
        {
            throw SecretsManagerErrors.DesiredTypeExcluded.AsException();
        }

        if (all.Length == 0)
        {
            throw SecretsManagerErrors.AllCharactersExcluded.AsException();
        }

        if (RequireEachIncludedType && PasswordLength < classes.Count)
        {
            throw SecretsManagerErrors.PasswordTooShort.AsException();
        }
    }

    /// <summary>The classes that no switch excludes, without the excluded characters; one that they empty stays, to be refused or ignored.</summary>
    private List<string> AllowedClasses()
    {
        var classes = new List<string>(4);
        Add(Uppercase, ExcludeUppercase);
        Add(Lowercase, ExcludeLowercase);
        Add(Numbers, ExcludeNumbers);
        Add(Punctuation, ExcludePunctuation);
        return classes;

        void Add(string characters, bool isExcluded)
        {
            if (!isExcluded)
            {
                classes.Add(Without(characters));
            }
        }
    }

    private string Without(string characters) =>
        string.Concat(characters.Where(character => !ExcludeCharacters.Contains(character, StringComparison.Ordinal)));

    // Fisher and Yates: every order equally likely, so the required characters stand anywhere.
    private static void Shuffle(Span<char> password, IRandom random)
    {
        for (var last = password.Length - 1; last > 0; last--)
        {
            var other = random.Index(last + 1);
            (password[last], password[other]) = (password[other], password[last]);
        }
    }
}
