using System.Runtime.CompilerServices;
using Amazon.Runtime;

namespace Amazon.SecretsManager.Model;

/// <summary>The pages of ListSecrets. AWS's package offers whole responses only: no enumerable of entries.</summary>
public interface IListSecretsPaginator
{
    IPaginatedEnumerable<ListSecretsResponse> Responses { get; }
}

/// <summary>Paginators of the operations that answer in pages.</summary>
public interface ISecretsManagerPaginatorFactory
{
    IListSecretsPaginator ListSecrets(ListSecretsRequest request);
}

internal sealed class SecretsManagerPaginatorFactory(IAmazonSecretsManager client) : ISecretsManagerPaginatorFactory
{
    public IListSecretsPaginator ListSecrets(ListSecretsRequest request) => new ListSecretsPaginator(client, request);
}

internal sealed class ListSecretsPaginator(IAmazonSecretsManager client, ListSecretsRequest request) : IPaginator<ListSecretsResponse>, IListSecretsPaginator
{
    private int started;

    public IPaginatedEnumerable<ListSecretsResponse> Responses => new PaginatedResponse<ListSecretsResponse>(this);

    async IAsyncEnumerable<ListSecretsResponse> IPaginator<ListSecretsResponse>.PaginateAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // As in the real package a paginator is good for one pass and moves the token of the caller's request.
        if (Interlocked.Exchange(ref started, 1) != 0)
        {
            throw new InvalidOperationException("This paginator has been read; make another one.");
        }

        do
        {
            var page = await client.ListSecretsAsync(request, cancellationToken).ConfigureAwait(false);
            request.NextToken = page.NextToken;
            yield return page;
        }
        while (!string.IsNullOrEmpty(request.NextToken));
    }
}
