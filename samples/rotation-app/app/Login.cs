namespace RotationApp;

/// <summary>A user of the database with his password, which it does not print.</summary>
public sealed record Login(string Username, string Password)
{
    public override string ToString() => Username;
}
