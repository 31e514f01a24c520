namespace CareKpi.Api.Access;

/// <summary>One form of credential. Registered in an order; the first that recognises a token by its look reads it, and no other one is asked.</summary>
internal interface ICredential
{
    bool Recognises(string token);

    /// <summary>Throws <see cref="Problems.ProblemException"/>: 401 for one that is not good (any more), 403 for one that may not be used from here.</summary>
    ValueTask<Caller> ReadAsync(string token, HttpContext context);
}
