// The token stands in the fragment, which browsers do not send; it is spent only when the button is pressed.
const form = document.getElementById('sign-in');
const button = form.querySelector('button');
const problem = document.getElementById('problem');
const token = location.hash.slice(1);
history.replaceState(null, '', location.pathname);

if (token.startsWith('ci_')) button.disabled = false;
else problem.textContent = 'The link is not complete. Open it as it was sent to you.';

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  button.disabled = true;
  problem.textContent = '';
  try {
    const answer = await fetch('/auth/redeem', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    if (answer.ok) return location.replace('/');
    problem.textContent = (await answer.json()).detail;
    button.disabled = answer.status === 401;
  } catch {
    problem.textContent = 'CareKpi cannot be reached. Try again.';
    button.disabled = false;
  }
});
