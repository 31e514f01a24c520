using CareKpi.Api.Access;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace CareKpi.Api.OpenApi;

internal static class OpenApiDocument
{
    private const string Bearer = "bearer";

    public static void AddCareKpiOpenApi(this IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.AddDocumentTransformer(static (document, _, _) =>
        {
            document.Info = new() { Title = "CareKpi", Version = "1", Description = "Customer-care KPIs: events in, scorecards out. Operations tagged Admin are served on the operator port only. Errors are application/problem+json with a code." };
            document.Servers = [];
            document.Components ??= new();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
            {
                [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = Bearer, Description = "An API key 'ck_…'; for Admin an operator key." },
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(static (operation, context, _) =>
        {
            Secure(operation, context);
            if (context.Description is { RelativePath: "v1/events", HttpMethod: "POST" })
            {
                operation.RequestBody = EventBodies();
            }

            return Task.CompletedTask;
        });
    });

    public static void MapCareKpiOpenApi(this IEndpointRouteBuilder routes) => routes.MapOpenApi("/v1/openapi.json").AllowEveryone();

    private static void Secure(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var rule = context.Description.ActionDescriptor.EndpointMetadata.OfType<AccessRule>().First();
        if (!rule.Anonymous)
        {
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
        }
    }

    /// <summary>The parser of the event contract reads them; for the document they are objects.</summary>
    private static OpenApiRequestBody EventBodies() => new()
    {
        Required = true,
        Description = "CloudEvents 1.0 as the event contract says; plain or gzip.",
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            ["application/cloudevents+json"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Object } },
            ["application/cloudevents-batch+json"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.Object } } },
            ["application/x-ndjson"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String } },
        },
    };
}
