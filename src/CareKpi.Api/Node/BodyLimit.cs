using Microsoft.AspNetCore.Http.Metadata;

namespace CareKpi.Api.Node;

/// <summary>The largest body of an endpoint, in bytes as sent; null: the endpoint bounds it itself.</summary>
internal sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
