// Opens a part of a record that stands as a line on its form: the empty part of its group, filled with its values.
// Asks before a form with changes is left.
"use strict";
{
  let isChanged = false;

  const open = (part) => {
    const cut = part.id.lastIndexOf("-");
    const [prefix, number] = [part.id.slice(0, cut), part.id.slice(cut + 1)];
    const fieldset = document.querySelector(`#${prefix}-empty > fieldset`).cloneNode(true);
    for (const element of fieldset.querySelectorAll("*")) {
      for (const attribute of element.attributes) {
        attribute.value = attribute.value.replace("__prefix__", number);
      }
    }
    const held = new Map(
      Array.from(part.querySelectorAll(":scope > input[type=hidden]"), (input) => [input.name, input]),
    );
    const controls = fieldset.querySelectorAll("[name]");
    for (const control of controls) {
      const input = held.get(control.name);
      const value = input ? input.value : "";
      if (control.type === "checkbox") {
        // The boxes of several names have the names as values; a single box has "on".
        control.checked = value.split(", ").includes(control.value);
        continue;
      }
      if (control.tagName === "SELECT" && input && ![...control.options].some((option) => option.value === value)) {
        control.add(new Option(input.dataset.label || value, value));
      }
      control.value = value;
    }
    for (const control of controls) {
      held.get(control.name)?.remove();
    }
    part.querySelector(".open-part").setAttribute("aria-expanded", "true");
    part.append(fieldset);
    // As for a part that was added: suggestions, clocks, and the links beside a choice.
    part.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: prefix } }));
    if (typeof DateTimeShortcuts !== "undefined") {
      django.jQuery(".datetimeshortcuts").remove();
      DateTimeShortcuts.init();
    }
    django.jQuery(part).find(".related-widget-wrapper select").trigger("change");
    return fieldset;
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".open-part");
    if (!button) {
      return;
    }
    const part = button.closest(".part");
    const fieldset = part.querySelector(":scope > fieldset");
    if (!fieldset) {
      open(part).querySelector("input, select, textarea").focus();
      return;
    }
    fieldset.hidden = !fieldset.hidden;
    button.setAttribute("aria-expanded", String(!fieldset.hidden));
  });

  // What somebody typed or chose; scripts set values too, of parts that open and of choices.
  window.addEventListener("load", () => {
    const form = django.jQuery("#content-main form[id$=_form]");
    form.on("input change", (event) => {
      isChanged ||= Boolean(event.originalEvent?.isTrusted);
    });
    form.on("select2:select select2:unselect select2:clear", () => {
      isChanged = true;
    });
    form.on("submit", () => {
      isChanged = false;
    });
  });
  window.addEventListener("beforeunload", (event) => {
    if (isChanged) {
      event.preventDefault();
    }
  });
}
