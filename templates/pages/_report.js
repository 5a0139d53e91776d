(function () {
  "use strict";
  var collator = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });
  function all(selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); }
  function folded(text) { return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/\s+/g, " ").trim(); }
  function keyOf(row, column) {
    var cell = row.cells[column];
    return cell.hasAttribute("data-v") ? cell.getAttribute("data-v") : cell.textContent.trim();
  }

  // What has no value stays at the end; equals keep the order in which the page came.
  function sort(table, column, descending) {
    var numbers = table.tHead.rows[0].cells[column].getAttribute("data-sort") === "number";
    var rows = all("tbody tr", table).map(function (row) { return { row: row, key: keyOf(row, column) }; });
    rows.sort(function (a, b) {
      if (a.key === "" || b.key === "") return (a.key === "") - (b.key === "") || a.row.place - b.row.place;
      var difference = numbers ? a.key - b.key : collator.compare(a.key, b.key);
      return (descending ? -difference : difference) || a.row.place - b.row.place;
    });
    rows.forEach(function (each) { table.tBodies[0].appendChild(each.row); });
    all("th[aria-sort]", table).forEach(function (head) { head.removeAttribute("aria-sort"); });
    table.tHead.rows[0].cells[column].setAttribute("aria-sort", descending ? "descending" : "ascending");
  }

  all("table.sortable").forEach(function (table) {
    all("tbody tr", table).forEach(function (row, place) { row.place = place; });
    all("th[data-sort]", table.tHead).forEach(function (head) {
      var button = document.createElement("button");
      button.type = "button";
      while (head.firstChild) button.appendChild(head.firstChild);
      head.appendChild(button);
      button.addEventListener("click", function () {
        var now = head.getAttribute("aria-sort");
        sort(table, head.cellIndex, now ? now === "ascending" : head.hasAttribute("data-greatest-first"));
      });
    });
  });

  var form = document.getElementById("filters");
  if (!form) return;
  var table = document.querySelector("#units table"), told = document.getElementById("shown"), names = ["q", "kind", "area", "status"];
  var rows = all("tbody tr", table).map(function (row) {
    return { row: row, q: folded(row.cells[0].textContent + " " + row.cells[2].textContent), kind: row.dataset.kind, area: row.dataset.area, status: row.dataset.status };
  });

  function filter() {
    var words = folded(form.q.value).split(" "), shown = 0;
    rows.forEach(function (each) {
      var fits = words.every(function (word) { return each.q.indexOf(word) >= 0; }) &&
        names.slice(1).every(function (name) { return !form[name].value || each[name] === form[name].value; });
      each.row.hidden = !fits;
      shown += fits;
    });
    told.textContent = told.dataset.text.replace("{shown}", shown).replace("{all}", rows.length);
  }

  // The choice stands in the address, so that it can be passed on.
  function remember() {
    var chosen = new URLSearchParams();
    names.forEach(function (name) { if (form[name].value) chosen.set(name, form[name].value); });
    try { history.replaceState(null, "", String(chosen) ? "#" + chosen : location.pathname + location.search); } catch (refused) { /* a page without an address */ }
  }
  function recall() {
    var chosen = new URLSearchParams(location.hash.slice(1));
    if (names.some(function (name) { return chosen.has(name); })) names.forEach(function (name) { form[name].value = chosen.get(name) || ""; });
  }

  form.addEventListener("input", function (event) { if (event.target.name !== "order") { filter(); remember(); } });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(function () { filter(); remember(); form.q.focus(); }); });
  form.order.addEventListener("change", function () {
    var chosen = form.order.value.split(" ");
    sort(table, Number(chosen[0]), chosen[1] === "descending");
  });
  window.addEventListener("hashchange", function () { recall(); filter(); });
  form.hidden = told.hidden = false;
  recall();
  filter();
})();
