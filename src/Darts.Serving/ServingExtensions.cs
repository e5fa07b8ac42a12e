using System.Diagnostics.Metrics;
using Darts.Kernels.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Darts.Serving;

/// <summary>Registers models with a host.</summary>
public static class ServingExtensions
{
    /// <summary>Registers a model and a <see cref="BatchingClassifier{TModel}"/> around it, which starts and stops with the host.</summary>
    /// <typeparam name="TModel">The model's class.</typeparam>
    /// <param name="services">The host's services.</param>
    /// <param name="make">Makes the model, when the host starts.</param>
    /// <param name="configure">Sets how requests are put together.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddImageModel<TModel>(this IServiceCollection services, Func<IServiceProvider, TModel> make, Action<BatchingOptions>? configure = null)
        where TModel : ImageModel
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(make);
        var options = new BatchingOptions();
        configure?.Invoke(options);
        options.Check();
        services.AddSingleton(make);
        services.AddSingleton(provider => new BatchingClassifier<TModel>(
            provider.GetRequiredService<TModel>(), options, provider.GetService<IMeterFactory>(), provider.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? default));
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<BatchingClassifier<TModel>>());
        return services;
    }
}
