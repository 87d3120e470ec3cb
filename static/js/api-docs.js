"use strict";

// The description is large, so it is loaded when somebody asks for it, or comes by a link into it.
const place = document.getElementById("swagger-ui");
const button = document.getElementById("open-requests");

function open() {
  button.hidden = true;
  for (const address of place.dataset.styles.split(" ")) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: address }));
  }
  const script = Object.assign(document.createElement("script"), { src: place.dataset.script });
  script.addEventListener("load", () =>
    SwaggerUIBundle({
      url: place.dataset.schema,
      dom_id: "#swagger-ui",
      presets: [SwaggerUIBundle.presets.apis],
      layout: "BaseLayout",
      deepLinking: true,
    }),
  );
  document.head.append(script);
}

button.hidden = false;
button.addEventListener("click", open);
if (location.hash.startsWith("#/")) open();
