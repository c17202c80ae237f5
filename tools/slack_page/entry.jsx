// The bridge between the page, which is plain JavaScript, and the Block Kit renderer, which needs React.
import { Component } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { Message } from "slack-blocks-to-jsx";
import "slack-blocks-to-jsx/dist/style.css";

const link = ({ href, children, className }) => (
  <a href={href} className={className} target="_blank" rel="noreferrer">
    {children}
  </a>
);

// A block the renderer cannot draw must not take the rest of the message with it.
class Fallback extends Component {
  state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  render() {
    return this.state.failed ? <p className="undrawn">{this.props.text}</p> : this.props.children;
  }
}

window.SlackRender = {
  // Draws blocks into an empty element at once; `text` is shown when they cannot be drawn.
  draw(element, blocks, data, text) {
    const root = createRoot(element, { onCaughtError() {} });
    flushSync(() =>
      root.render(
        <Fallback text={text}>
          <Message blocks={blocks} data={data} hooks={{ link }} name="" logo="" theme="light" withoutWrapper />
        </Fallback>,
      ),
    );
  },
};
