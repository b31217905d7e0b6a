/** Creates an element. Children that are strings become text, whatever they hold. */
const element = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      made.addEventListener(name.slice(2), value);
    } else {
      made.setAttribute(name, value);
    }
  }
  made.append(...children);
  return made;
};

/** A labelled choice of options, each a value and a text. */
const select = (label, options, chosen, onChange) => {
  const field = element("select", { onchange: () => onChange(field.value) });
  for (const [value, text] of options) {
    field.append(new Option(text, value, false, String(value) === String(chosen)));
  }
  return element("label", { class: "field" }, element("span", {}, label), field);
};

const caption = (text) => element("p", { class: "caption" }, text);

/** What stands where there is nothing to draw. */
const nothing = (text) => element("p", { class: "none" }, text);

/** A horizontal bar; a share of 1 fills its track. */
const bar = (kind, share) => {
  const made = element("span", { class: `bar ${kind}` });
  made.style.width = `${100 * share}%`;
  return made;
};

/** For instance 1 fork, 5 forks. */
const counted = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

const backendName = (backend) => data.backends[backend].name;

/** Whether a backend is marked as what it is: a yardstick or an engine beside others. */
const hasOwnRole = (backend) =>
  data.bothRoles && ["yardstick", "engine"].includes(data.backends[backend].role);

/** A backend's marker and name. */
const namedBackend = (backend) =>
  element("span", { class: "name" }, icon(backend), backendName(backend));

/** A backend's marker. */
const icon = (backend) => {
  const svg = d3
    .create("svg")
    .attr("class", `mark b${backend}`)
    .attr("viewBox", "-8 -8 16 16")
    .attr("aria-hidden", "true");
  useMarker(svg, data.backends[backend].marker, 16);
  return svg.node();
};

/** Draws a marker at the origin of an SVG element. */
const useMarker = (parent, marker, size) =>
  parent
    .append("use")
    .attr("href", `#mark-${marker}`)
    .attr("x", -size / 2)
    .attr("y", -size / 2)
    .attr("width", size)
    .attr("height", size);
