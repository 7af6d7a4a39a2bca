using SecretsEmu.Access;

namespace SecretsEmu.Calls;

/// <summary>What an operation found, without revealing whether it exists, and the permissions that it needs: decided before it acts.</summary>
/// <param name="Found">What the operation works on.</param>
/// <param name="Targets">In the order in which they are decided; all must be allowed.</param>
internal readonly record struct Plan<T>(T Found, params IReadOnlyList<Target> Targets);
