// A page that waits for work on the server looks again by itself; without JavaScript there is a button.
const LOOK_AGAIN_AFTER = 1500;

export function lookAgain(element) {
  if (element) setTimeout(() => window.location.reload(), LOOK_AGAIN_AFTER);
}
