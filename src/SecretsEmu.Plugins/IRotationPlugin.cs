namespace SecretsEmu.Plugins;

/// <summary>
/// A rotation function as a class: Secrets Manager calls the four methods in order, each once the one before has returned.
/// A method that throws ends the rotation; AWSPENDING stays, and the next attempt begins again at <see cref="CreateSecretAsync"/>
/// under the same token, so every method must be repeatable.
/// </summary>
/// <remarks>
/// The class needs a public constructor without parameters; an instance serves one rotation. Several rotations run at once, each
/// with an instance of its own. The library is loaded apart from the emulator and loaded anew when it was rebuilt, its file is never locked.
/// Avoid <c>JsonSerializer</c> with types of your own: its caches keep every loaded copy of the library in memory. The
/// JSON helpers of <see cref="SecretValue"/> do without. Source: AWS Secrets Manager user guide, "Lambda rotation functions".
/// </remarks>
public interface IRotationPlugin
{
    /// <summary>Makes the new value and stores it in the pending version, unless that has one already.</summary>
    Task CreateSecretAsync(IRotationContext context);

    /// <summary>Sets the pending value in the database or service that the secret is for.</summary>
    Task SetSecretAsync(IRotationContext context);

    /// <summary>Tries the pending value there.</summary>
    Task TestSecretAsync(IRotationContext context);

    /// <summary>Makes the pending version the current one: <see cref="IRotationContext.MakeCurrentAsync"/>.</summary>
    Task FinishSecretAsync(IRotationContext context);
}

/// <summary>Names the rotation function that a class is: a secret whose RotationLambdaARN ends in it is rotated by the class.</summary>
/// <param name="name">1 to 64 letters, digits, hyphens and underscores.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RotationFunctionAttribute(string name) : Attribute
{
    /// <summary>The function's name.</summary>
    public string Name { get; } = name;
}
