using Darts.Serving;

namespace Serve;

/// <summary><c>POST /classify</c>: a picture as the body, its likeliest classes as the answer.</summary>
internal static class Classification
{
    private const int DefaultTop = 3;

    /// <summary>Answers a request.</summary>
    /// <param name="request">Its body is the picture.</param>
    /// <param name="response">Told when to come again, where it is refused.</param>
    /// <param name="classifier">The model.</param>
    /// <param name="top">How many classes.</param>
    /// <param name="cancellation">The client has gone.</param>
    public static async Task<IResult> PostAsync(HttpRequest request, HttpResponse response, BatchingClassifier<ClothesModel> classifier, CancellationToken cancellation, int top = DefaultTop)
    {
        if (top < 1)
            return Refused(StatusCodes.Status400BadRequest, "top is a whole number of at least 1.");
        if (request.ContentType is not { } type || !(type.StartsWith("image/", StringComparison.OrdinalIgnoreCase) || type.StartsWith("application/octet-stream", StringComparison.OrdinalIgnoreCase)))
            return Refused(StatusCodes.Status415UnsupportedMediaType, "The body is a picture: image/png, image/jpeg or the like.");
        try
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, cancellation);
            var classes = await classifier.ClassifyAsync(Pictures.Decode(body.ToArray()), cancellation);
            return Results.Ok(classes.Take(top).Select(one => new ClassAnswer(one.Name, one.Probability)));
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Refused(e.StatusCode, $"The body is longer than {Pictures.MostBytes} bytes.");
        }
        catch (PictureException e)
        {
            return Refused(e.Status, e.Message);
        }
        catch (BusyException e)
        {
            response.Headers.RetryAfter = "1";
            return Refused(StatusCodes.Status503ServiceUnavailable, e.Message);
        }
    }

    private static IResult Refused(int status, string why) => Results.Problem(why, statusCode: status);
}

/// <summary>A class of the answer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Probability">In [0, 1].</param>
internal sealed record ClassAnswer(string Name, float Probability);
