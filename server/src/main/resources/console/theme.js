// Runs before the page is painted, so that a chosen theme never flashes in from the other one.
(() => {
  try {
    const chosen = localStorage.getItem('weir.theme');
    if (chosen === 'light' || chosen === 'dark') {
      document.documentElement.dataset.theme = chosen;
    }
  } catch {
    // A browser that keeps nothing for us follows the system's theme.
  }
})();
