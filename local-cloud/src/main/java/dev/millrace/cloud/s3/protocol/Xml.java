package dev.millrace.cloud.s3.protocol;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Element;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** The XML of S3's configurations, read by element names without regard to namespaces, as S3 reads it. */
public final class Xml {
	private final Element element;

	private Xml(Element element) {
		this.element = element;
	}

	/** The root element of the document. Throws S3Error where it is not well-formed or has another root. */
	public static Xml read(byte[] document, String root) {
		try {
			var element = parser().parse(new ByteArrayInputStream(document)).getDocumentElement();
			if (!element.getLocalName().equals(root)) {
				throw S3Error.malformedXml();
			}
			return new Xml(element);
		} catch (SAXException _) {
			throw S3Error.malformedXml();
		} catch (IOException | ParserConfigurationException e) {
			throw new IllegalStateException("XML in memory can be read", e);
		}
	}

	public String name() {
		return element.getLocalName();
	}

	public List<Xml> children() {
		var nodes = element.getChildNodes();
		return IntStream.range(0, nodes.getLength())
				.mapToObj(nodes::item)
				.filter(Element.class::isInstance)
				.map(node -> new Xml((Element) node))
				.toList();
	}

	public List<Xml> children(String name) {
		return children().stream().filter(child -> child.name().equals(name)).toList();
	}

	public List<String> texts(String name) {
		return children(name).stream().map(child -> child.element.getTextContent().strip()).toList();
	}

	/** The text of the one child of that name, if there is one. */
	public Optional<String> text(String name) {
		return texts(name).stream().findFirst();
	}

	public static String escaped(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
	}

	/** Without document types, and so without entities. */
	private static DocumentBuilder parser() throws ParserConfigurationException {
		var factory = DocumentBuilderFactory.newInstance();
		factory.setNamespaceAware(true);
		factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
		factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
		var builder = factory.newDocumentBuilder();
		builder.setErrorHandler(new Thrown());
		return builder;
	}

	/** The parser's own handler prints to standard error. */
	private static final class Thrown implements ErrorHandler {
		@Override
		public void warning(SAXParseException e) throws SAXException {
			throw e;
		}

		@Override
		public void error(SAXParseException e) throws SAXException {
			throw e;
		}

		@Override
		public void fatalError(SAXParseException e) throws SAXException {
			throw e;
		}
	}
}
