// The page opens without a network; what it shows is always fresh from the city.
navigator.serviceWorker?.register('service-worker.js', { updateViaCache: 'none' });
