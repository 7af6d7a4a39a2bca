namespace RotationApp;

/// <summary>An application that logs in again and again, through every rotation of its password.</summary>
/// <param name="secret">Where the login comes from.</param>
/// <param name="database">What it logs into.</param>
/// <param name="time">What pauses and patience pass on.</param>
/// <param name="pause">Between two tries with a secret that was just read.</param>
/// <param name="patience">How long a login that is refused is tried again.</param>
public sealed class OrdersApp(LoginSecret secret, Database database, TimeProvider time, TimeSpan pause, TimeSpan patience)
{
    private int _logins;
    private int _recovered;

    /// <summary>Logins so far, the recovered ones among them.</summary>
    public int Logins => Volatile.Read(ref _logins);

    /// <summary>Logins that were refused with the remembered password and let in with one read anew.</summary>
    public int Recovered => Volatile.Read(ref _recovered);

    /// <summary>Logs in once. A refusal most likely means a rotation: the login is read anew and tried again.</summary>
    /// <exception cref="UnauthorizedAccessException">It was refused for as long as the patience lasts.</exception>
    public async Task LogInAsync(CancellationToken cancellationToken)
    {
        if (!database.LogIn(await secret.GetAsync(cancellationToken)))
        {
            await RecoverAsync(cancellationToken);
            Interlocked.Increment(ref _recovered);
        }

        Interlocked.Increment(ref _logins);
    }

    private async Task RecoverAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (!database.LogIn(await secret.ReadAsync(cancellationToken)))
        {
            // With a single user the database is ahead of the secret until finishSecret has run: it is soon over.
            if (time.GetElapsedTime(began) >= patience)
            {
                throw new UnauthorizedAccessException("The database refuses the login of the secret, and that is not for a rotation.");
            }

            await Task.Delay(pause, time, cancellationToken);
        }
    }
}
