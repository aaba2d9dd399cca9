// A choice made here comes back with a later answer.  Any other choice comes from the address: the way back, or a link.

const row = (key) => key.split(".")[0]; // some lists answer with another cell of the row

function tellChoice(view, key) {
  if (key !== view.data.chosen) view.told.push(key);
  view.setStateValue("cell", key);
}

function followChoice(view, chosen) {
  if (!chosen || chosen === view.data.chosen) return;
  view.data.chosen = chosen;
  const told = view.told.findIndex((key) => row(key) === row(chosen));
  if (told >= 0) view.told.splice(0, told + 1);
  else {
    choose(view, chosen, false);
    view.setStateValue("cell", chosen); // or the same choice made once more would be none
  }
}
