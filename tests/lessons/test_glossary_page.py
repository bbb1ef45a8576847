"""The glossary and the lessons: words in order, ways that lead to where a word is taught, and no word forgotten."""

import posixpath
import re

import pytest
import readable
from course_pages import KINDS, PAGES, TAUGHT

from coursebuild import glossary

FILE = glossary.file()
FOUND = glossary.of_course()
TEXT = FILE.read_text("utf-8")
LINK = re.compile(r"\[([^\]]+)\]\((\.\./([\w-]+)/index\.md)\)")
PROSE = {page.name: readable.prose_of(page.file) for page in PAGES if page.name != glossary.PAGE}

# Taught there, in other words.
SHOWN = {
    ("decision tree", "simpler-models"),
    ("forward pass", "learning-from-error"),
    ("generalise", "overfitting"),
    ("hyperparameter", "playground"),
    ("hyperparameter", "workflow"),
    ("label", "what-is-a-network"),
    ("local minimum", "initialization"),
    ("local minimum", "learning-from-error"),
    ("model", "what-is-a-network"),
    ("output layer", "layers"),
    ("prediction", "what-is-a-network"),
    ("supervised learning", "what-is-a-network"),
}
# Words of the trade that a lesson should not use without the glossary's help.
TRADE = """
    adagrad, argmax, attention, augmentation, autoencoder, averaging, backprop, bagging, batch normalisation, boosting,
    categorical, convex, convolution, convolutional, correlation, covariance, cross-validation, derivative, dimension,
    dropout, eigenvalue, embedding, encoder, entropy, fine-tuning, GELU, generative, grid search, Hessian, hinge, Huber,
    hyperplane, imputation, inference, Jacobian, kernel, latent, leaky ReLU, logit, momentum, nonlinear, outlier,
    partial derivative, plateau, polynomial, precision, pretrained, random forest, recall, receptive field, recurrent,
    residual, RMSProp, saddle point, scalar, softplus, softsign, sparse, stochastic, stratified, tensor, token,
    transfer learning, transformer, variance, vector
"""
# Explained where they are used, and used nowhere else.
IN_PLACE = {"GELU", "leaky ReLU", "softplus", "sparse", "stochastic"}


def uses(text, term):
    return any(FOUND.term(match[0]) is term for match in FOUND.pattern.finditer(text))


def test_words_are_in_order_under_their_letters():
    names = [term.name for term in FOUND.terms]
    assert names == sorted(names, key=str.lower)
    heads = {match[1]: match.start() for match in re.finditer(r"^## (\w)$", TEXT, re.MULTILINE)}
    under = {name[0].upper() for name in names}
    assert set(heads) == under
    assert re.findall(r"\[(\w)\]\(#(\w)\)", TEXT) == [(letter, letter.lower()) for letter in sorted(under)]
    for term in FOUND.terms:
        at = TEXT.index(f"\n{term.name} {{ ")
        assert max(heads, key=lambda letter: heads[letter] if heads[letter] < at else -1) == term.name[0].upper()


def test_a_definition_is_short_plain_and_ends():
    for term in FOUND.terms:
        sentences = re.findall(r"[.:?](?= |$)", term.definition)
        assert term.definition.endswith("."), term.name
        assert term.definition[0].isupper(), term.name
        assert len(sentences) <= 3, term.name
        assert len(term.definition) <= 220, term.name


@pytest.mark.parametrize("term", FOUND.terms, ids=lambda term: term.key)
def test_its_links_lead_to_where_it_is_taught(term):
    links = LINK.findall(term.taught)
    assert ", ".join(f"[{name}]({path})" for name, path, _ in links) == term.taught
    for _, path, page in links:
        assert page in KINDS
        assert posixpath.normpath(f"{glossary.PAGE}/{path}") == f"{page}/index.md"
        if page in PROSE:
            assert uses(PROSE[page], term) != ((term.name, page) in SHOWN), f"{page}: {term.name}"


def test_a_page_has_one_name_in_the_glossary():
    names = {(page, name) for term in FOUND.terms for name, _, page in LINK.findall(term.taught)}
    assert len({page for page, _ in names}) == len(names)


def test_what_is_shown_in_other_words_is_linked():
    linked = {(term.name, page) for term in FOUND.terms for _, _, page in LINK.findall(term.taught)}
    assert linked >= SHOWN


def test_words_of_the_trade_are_defined_or_explained_in_place():
    words = {" ".join(word.split()) for word in TRADE.split(",")}
    said = " ".join(" ".join(PROSE[page.name].split()) for page in TAUGHT)
    used = {word for word in words if re.search(rf"(?<![\w-]){re.escape(word)}s?(?![\w-])", said, re.IGNORECASE)}
    assert {word for word in used if FOUND.term(word) is None} == IN_PLACE
