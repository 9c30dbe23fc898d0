using Microsoft.JSInterop;

namespace Pixelopolis.Station.Browser;

/// <summary>What only the browser knows or can do: its languages, its small store, when it wakes. Backed by <c>js/station.js</c>.</summary>
public sealed class BrowserHost(IJSRuntime js) : IAsyncDisposable
{
    private Task<IJSObjectReference>? _module;
    private DotNetObjectReference<BrowserHost>? _self;

    /// <summary>The page is in view again, or the network is back.</summary>
    public event Action? Woke;

    /// <summary>The languages the visitor's browser asks for, the dearest first.</summary>
    public async Task<IReadOnlyList<string>> Languages() => await (await Module()).InvokeAsync<string[]>("languages");

    public async Task UseLanguage(string tag, string direction) => await (await Module()).InvokeVoidAsync("useLanguage", tag, direction);

    /// <summary>Null where nothing is kept, or where the browser keeps nothing (private windows).</summary>
    public async Task<string?> Recall(string key) => await (await Module()).InvokeAsync<string?>("recall", key);

    public async Task Keep(string key, string value) => await (await Module()).InvokeVoidAsync("keep", key, value);

    public async Task Forget(string key) => await (await Module()).InvokeVoidAsync("forget", key);

    /// <summary>The operator's token in the address (<c>#token=…</c> or <c>?token=…</c>), taken out of it at once.</summary>
    public async Task<string?> TakeToken() => await (await Module()).InvokeAsync<string?>("takeToken");

    /// <summary>A short buzz, where the phone can and the visitor has not asked for calm.</summary>
    public async Task Buzz() => await (await Module()).InvokeVoidAsync("buzz");

    public async Task ScrollToTop() => await (await Module()).InvokeVoidAsync("scrollToTop");

    public async Task Focus(string selector) => await (await Module()).InvokeVoidAsync("focusOn", selector);

    public async Task ListenForWaking()
    {
        _self ??= DotNetObjectReference.Create(this);
        await (await Module()).InvokeVoidAsync("onWake", _self);
    }

    [JSInvokable]
    public void Wake() => Woke?.Invoke();

    public async ValueTask DisposeAsync()
    {
        _self?.Dispose();
        if (_module is { IsCompletedSuccessfully: true }) await (await _module).DisposeAsync();
    }

    private Task<IJSObjectReference> Module() => _module ??= js.InvokeAsync<IJSObjectReference>("import", "./js/station.js").AsTask();
}
